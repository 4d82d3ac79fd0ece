package dev.memoir.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Metadata;
import dev.memoir.LongTermMemory;
import dev.memoir.SearchHit;
import dev.memoir.SearchResult;
import dev.memoir.capture.RecallExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds what memory recalls to the user's message, once a turn, as a delimited block of dated lines at the end of its last
 * text; whatever else the message holds stays. Another augmentor, for documents, may go first.
 *
 * <p>Memory is asked for the user's own words, which the message's attributes keep. What the chat memory's window shows
 * anyway is not recalled again. Memory failing, or a call that names no scope, adds nothing; only the other augmentor's
 * exceptions are thrown. Before it recalls, it waits for what was just said to be written, not for long; for both together a
 * call waits five seconds at most, or the time limit that it is given. Thread-safe.
 */
public final class MemoirRetrievalAugmentor implements RetrievalAugmentor {

    private static final Logger LOG = LoggerFactory.getLogger(MemoirRetrievalAugmentor.class);

    private final LenientScopeResolver scopes;
    private final MemoryRecaller recall;
    private final @Nullable RetrievalAugmentor documents;

    /**
     * @param memory what is recalled from
     * @param scopes tells whose memory a call is about
     * @param documents goes first, or null
     */
    public MemoirRetrievalAugmentor(
            LongTermMemory memory, ScopeResolver scopes, @Nullable RetrievalAugmentor documents) {
        this(memory, scopes, documents, RecallExecutor.DEFAULT_TIMEOUT);
    }

    /**
     * @param memory what is recalled from
     * @param scopes tells whose memory a call is about
     * @param documents goes first, or null
     * @param timeout the longest time that a call waits for memory; then it goes on without it
     */
    public MemoirRetrievalAugmentor(
            LongTermMemory memory, ScopeResolver scopes, @Nullable RetrievalAugmentor documents, Duration timeout) {
        this(new LenientScopeResolver(scopes), new MemoryRecaller(memory, timeout), documents);
    }

    MemoirRetrievalAugmentor(
            LenientScopeResolver scopes, MemoryRecaller recall, @Nullable RetrievalAugmentor documents) {
        this.scopes = scopes;
        this.recall = recall;
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
        if (!(request.chatMessage() instanceof UserMessage asked)
                || !(others.chatMessage() instanceof UserMessage message)) {
            return others;
        }
        String question = UserMessageText.of(asked);
        SearchResult recalled = recalled(question, request.metadata());
        boolean found = !recalled.context().isEmpty();
        List<Content> contents = new ArrayList<>(others.contents());
        if (found) {
            List<SearchHit> stated =
                    recalled.hits().stream().filter(SearchHit::inContext).toList();
            contents.addAll(ContentMapper.of(stated, question));
        }
        // Noted even where nothing is recalled: who stores the message later must not take a document for the user's
        // words.
        return AugmentationResult.builder()
                .chatMessage(UserMessageText.noted(
                        found ? UserMessageText.with(message, recalled.context()) : message, question))
                .contents(contents)
                .build();
    }

    private SearchResult recalled(String question, Metadata call) {
        return question.isBlank()
                ? SearchResult.NOTHING
                : scopes.of(call.invocationContext())
                        .map(scope -> recall.recall(
                                scope,
                                CallZone.of(call.invocationContext()),
                                question,
                                TurnMapper.shown(question, call.chatMemory())))
                        .orElse(SearchResult.NOTHING);
    }
}
