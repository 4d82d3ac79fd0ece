package dev.memoir.extract;

import dev.memoir.MalformedReplyException;
import dev.memoir.Origin;
import dev.memoir.RecordedTurn;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.recall.TokenCounter;
import java.util.List;
import java.util.Set;

/**
 * Draws facts from turns with a language model: one call a batch, whatever it holds. The model gets a JSON schema; one
 * that ignores it is read leniently. Its proposals are not believed yet, see {@link ProposalValidator}. Thread-safe.
 */
public final class LlmFactExtractor implements FactExtractor {

    /** Changes with the prompt, so that what an older one drew can be told and drawn again. */
    private static final String ID = "memoir-llm-2";

    private final LanguageModel model;
    private final ExtractionPrompt prompt;
    private final Redactor redactor;
    private final Set<Origin> believed;

    /**
     * An extractor.
     *
     * @param model asked once a batch
     * @param settings what to draw
     */
    public LlmFactExtractor(LanguageModel model, ExtractionSettings settings) {
        this.model = model;
        this.prompt = new ExtractionPrompt(settings);
        this.redactor = settings.redactor();
        this.believed = settings.believed();
    }

    @Override
    public String id() {
        return model.id().isBlank() ? ID : ID + "/" + model.id().strip();
    }

    /**
     * Proposes what to do. The reply must say so if there is nothing to remember: an empty one is malformed. Turns of which
     * none is of a believed origin prove nothing, and cost no call; they are context for the turns after them.
     *
     * @param request the turns, and what is known
     * @return the proposals
     * @throws MalformedReplyException if nothing of the reply can be read
     * @throws PromptRejectedException if the model rejects the prompt; not if it breaks off its reply about a single turn,
     *     of which is read what there is
     */
    @Override
    public ExtractionResult extract(ExtractionRequest request) {
        ExtractionRequest heard = RequestSanitizer.of(request, redactor);
        if (heard.turns().stream()
                .noneMatch(turn -> believed.contains(turn.turn().origin()))) {
            return new ExtractionResult(List.of(), List.of(), 0);
        }
        List<Message> messages = prompt.messages(heard);
        String reply = reply(messages, heard.turns().size() == 1);
        int tokens = TokenCounter.count(reply)
                + messages.stream()
                        .mapToInt(message -> TokenCounter.count(message.text()))
                        .sum();
        try {
            ReplyParser.Read read = ReplyParser.read(reply, heard);
            return new ExtractionResult(read.proposals(), read.unreadable(), tokens);
        } catch (MalformedReplyException e) {
            throw new MalformedReplyException(String.valueOf(e.getMessage()), tokens);
        }
    }

    @Override
    public List<RecordedTurn> excerpts(List<RecordedTurn> turns) {
        List<RecordedTurn> beginnings = turns.stream()
                .map(turn -> RequestSanitizer.withText(
                        turn, RequestSanitizer.beginning(turn.text(), RequestSanitizer.LONGEST_TURN)))
                .toList();
        return PromptExcerpts.of(beginnings, believed);
    }

    /** Fewer turns have a shorter reply; about one turn no less can be asked. */
    private String reply(List<Message> messages, boolean single) {
        try {
            return model.complete(messages, ExtractionPrompt.SCHEMA);
        } catch (PromptRejectedException e) {
            String partial = e.partialReply();
            if (single && partial != null) {
                return partial;
            }
            throw e;
        }
    }
}
