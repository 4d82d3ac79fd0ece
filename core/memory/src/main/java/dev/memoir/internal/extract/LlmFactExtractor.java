// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.MalformedReplyException;
import dev.memoir.Origin;
import dev.memoir.StoredTurn;
import dev.memoir.extract.ExtractionRequest;
import dev.memoir.extract.ExtractionResult;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.FactExtractor;
import dev.memoir.extract.Redactor;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.prompt.TokenCounter;
import java.util.List;
import java.util.Set;

/**
 * Extracts facts from turns with a language model, with one call per batch. The model gets a JSON schema; the reply of
 * a model that ignores it is parsed leniently. The proposals are not trusted until {@link ProposalValidator} has
 * checked them. Thread-safe.
 */
public final class LlmFactExtractor implements FactExtractor {

    /** Changes with the prompt, so that facts of an older prompt can be identified and extracted again. */
    private static final String ID = "memoir-llm-2";

    private final LanguageModel model;
    private final ExtractionPrompt prompt;
    private final Redactor redactor;
    private final Set<Origin> believed;

    /**
     * Creates an extractor.
     *
     * @param model the model, called once per batch
     * @param settings the settings of the extraction
     */
    public LlmFactExtractor(LanguageModel model, ExtractionSettings settings) {
        this.model = model;
        this.prompt = new ExtractionPrompt(settings);
        this.redactor = settings.redactor();
        this.believed = settings.trustedOrigins();
    }

    @Override
    public String id() {
        return model.id().isBlank() ? ID : ID + "/" + model.id().strip();
    }

    /**
     * Proposes changes to the memory. If there is nothing to remember, the reply must say so: an empty reply is
     * malformed. A batch without a turn of a believed origin is not sent to the model, because it cannot establish a
     * fact; its turns are context for the turns after them.
     *
     * @param request the turns, and the known facts
     * @return the proposals
     * @throws MalformedReplyException if no part of the reply can be parsed
     * @throws PromptRejectedException if the model rejects the prompt; not if it breaks off its reply about a single
     *     turn: then the partial reply is parsed
     */
    @Override
    public ExtractionResult extract(ExtractionRequest request) {
        ExtractionRequest sanitized = RequestSanitizer.of(request, redactor);
        if (sanitized.turns().stream()
                .noneMatch(turn -> believed.contains(turn.turn().origin()))) {
            return new ExtractionResult(List.of(), List.of(), 0);
        }
        List<Message> messages = prompt.messages(sanitized);
        String reply = reply(messages, sanitized.turns().size() == 1);
        int tokens = TokenCounter.count(reply)
                + messages.stream()
                        .mapToInt(message -> TokenCounter.count(message.text()))
                        .sum();
        try {
            ReplyParser.Read read = ReplyParser.read(reply, sanitized);
            return new ExtractionResult(read.proposals(), read.unreadable(), tokens);
        } catch (MalformedReplyException e) {
            throw new MalformedReplyException(String.valueOf(e.getMessage()), tokens);
        }
    }

    @Override
    public List<StoredTurn> excerpts(List<StoredTurn> turns) {
        List<StoredTurn> beginnings = turns.stream()
                .map(turn -> RequestSanitizer.withText(
                        turn, RequestSanitizer.beginning(turn.text(), RequestSanitizer.LONGEST_TURN)))
                .toList();
        return PromptExcerpts.of(beginnings, believed);
    }

    /** Fewer turns get a shorter reply, but a single turn cannot be split further. */
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
