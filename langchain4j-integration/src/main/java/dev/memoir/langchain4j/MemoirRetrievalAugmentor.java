// SPDX-License-Identifier: Apache-2.0
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
 * Adds recalled memory to the user's message once per turn, as a delimited block of dated lines at the end of its last
 * text; other contents remain unchanged. Another augmentor, for documents, may run first.
 *
 * <p>Memory is searched with the user's own words, which are kept in the message's attributes. Messages in the chat
 * memory's window are not recalled again. If memory fails or the call has no scope, nothing is added; only the other
 * augmentor's exceptions are propagated. Before the search it waits briefly for captured turns to be written; a call
 * waits for both at most five seconds, or the configured timeout. Thread-safe.
 */
public final class MemoirRetrievalAugmentor implements RetrievalAugmentor {

    private static final Logger LOG = LoggerFactory.getLogger(MemoirRetrievalAugmentor.class);

    private final LenientScopeResolver scopes;
    private final MemoryRecaller recall;
    private final @Nullable RetrievalAugmentor documents;

    /**
     * Creates an augmentor.
     *
     * @param memory the memory to search
     * @param scopes resolves the scope of a call
     * @param documents an augmentor that runs first, or null
     */
    public MemoirRetrievalAugmentor(
            LongTermMemory memory, ScopeResolver scopes, @Nullable RetrievalAugmentor documents) {
        this(memory, scopes, documents, RecallExecutor.DEFAULT_TIMEOUT);
    }

    /**
     * Creates an augmentor.
     *
     * @param memory the memory to search
     * @param scopes resolves the scope of a call
     * @param documents an augmentor that runs first, or null
     * @param timeout the maximum time that a call waits for memory before it continues without it
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
            return augmented(request, others);
        } catch (RuntimeException e) {
            LOG.warn("Failed to add memory to a message. The call continues without it.", e);
            return others;
        }
    }

    private AugmentationResult augmented(AugmentationRequest request, AugmentationResult others) {
        if (!(request.chatMessage() instanceof UserMessage original)
                || !(others.chatMessage() instanceof UserMessage message)) {
            return others;
        }
        String question = UserMessageText.of(original);
        SearchResult recalled = recalled(question, request.metadata());
        boolean found = !recalled.context().isEmpty();
        List<Content> contents = new ArrayList<>(others.contents());
        if (found) {
            List<SearchHit> stated =
                    recalled.hits().stream().filter(SearchHit::inContext).toList();
            contents.addAll(ContentMapper.of(stated, question));
        }
        // Marked even if nothing is recalled, so that whoever stores the message later does not mistake a document for
        // the user's words.
        return AugmentationResult.builder()
                .chatMessage(UserMessageText.marked(
                        found ? UserMessageText.with(message, recalled.context()) : message, question))
                .contents(contents)
                .build();
    }

    private SearchResult recalled(String question, Metadata call) {
        return question.isBlank()
                ? SearchResult.EMPTY
                : scopes.of(call.invocationContext())
                        .map(scope -> recall.recall(
                                scope,
                                CallZone.of(call.invocationContext()),
                                question,
                                TurnMapper.shown(question, call.chatMemory())))
                        .orElse(SearchResult.EMPTY);
    }
}
