package dev.memoir.langchain4j;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Metadata;
import dev.memoir.LongTermMemory;
import dev.memoir.Recollection;
import dev.memoir.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds what memory recalls to the user's message, once a turn, as a delimited block of dated lines at the end of its last
 * text; whatever else the message holds stays. Another augmentor, for documents, may go first.
 *
 * <p>Memory is asked for the user's own words. What the chat memory's window shows anyway is not recalled again. Memory
 * failing, or a call that names no scope, leaves the message as it was; only the other augmentor's exceptions are thrown.
 * Thread-safe.
 */
public final class MemoirRetrievalAugmentor implements RetrievalAugmentor {

    private static final Logger LOG = LoggerFactory.getLogger(MemoirRetrievalAugmentor.class);

    private final Scopes scopes;
    private final Recall recall;
    private final Consumer<Scope> beforeRecall;
    private final @Nullable RetrievalAugmentor documents;

    /**
     * @param memory what is recalled from
     * @param scopes tells whose memory a call is about
     * @param documents goes first, or null
     */
    public MemoirRetrievalAugmentor(
            LongTermMemory memory, ScopeResolver scopes, @Nullable RetrievalAugmentor documents) {
        this(new Scopes(scopes), new Recall(memory, UnaryOperator.identity()), scope -> {}, documents);
    }

    MemoirRetrievalAugmentor(
            Scopes scopes, Recall recall, Consumer<Scope> beforeRecall, @Nullable RetrievalAugmentor documents) {
        this.scopes = scopes;
        this.recall = recall;
        this.beforeRecall = beforeRecall;
        this.documents = documents;
    }

    @Override
    public AugmentationResult augment(AugmentationRequest request) {
        AugmentationResult others = documents == null
                ? AugmentationResult.builder()
                        .chatMessage(request.chatMessage())
                        .contents(List.of())
                        .build()
                : documents.augment(request);
        try {
            return remembering(request, others);
        } catch (RuntimeException e) {
            LOG.warn("Memory could not be added to a message. The call goes on without it.", e);
            return others;
        }
    }

    private AugmentationResult remembering(AugmentationRequest request, AugmentationResult others) {
        Metadata metadata = request.metadata();
        if (!(request.chatMessage() instanceof UserMessage asked)
                || !(others.chatMessage() instanceof UserMessage message)) {
            return others;
        }
        String question = Messages.said(asked);
        Optional<Scope> scope = scopes.of(metadata.invocationContext());
        if (question.isBlank() || scope.isEmpty()) {
            return others;
        }
        beforeRecall.accept(scope.get());
        Recollection recalled = recall.recall(scope.get(), question, shown(question, metadata));
        if (recalled.context().isEmpty()) {
            return others;
        }
        List<Content> contents = new ArrayList<>(others.contents());
        contents.addAll(RecalledContents.of(recalled));
        return AugmentationResult.builder()
                .chatMessage(Messages.with(message, recalled.context()))
                .contents(contents)
                .build();
    }

    private static List<String> shown(String question, Metadata metadata) {
        List<ChatMessage> window = metadata.chatMemory();
        List<String> shown = new ArrayList<>(window == null ? List.of() : Messages.said(window));
        shown.add(question);
        return shown;
    }
}
