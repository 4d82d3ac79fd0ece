// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.memoir.LongTermMemory;
import dev.memoir.SearchRequest;
import dev.memoir.capture.RecallExecutor;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A {@link ContentRetriever} that searches memory, for a custom {@code DefaultRetrievalAugmentor}. It only reads: add a
 * {@link MemoirChatMemoryProvider} that captures turns to learn as well.
 *
 * <p>Each content is one hit, with its score, and its id and time as metadata. A turn of more than 200 words is reduced
 * to its beginning and the parts that match the query, with omissions marked {@code […]}; {@link
 * LongTermMemory#getTurn} returns the whole turn by its id. A query without a scope finds nothing, and messages in the
 * chat memory's window are not returned again. Never throws; thread-safe.
 */
public final class MemoirContentRetriever implements ContentRetriever {

    /** The metadata key of the hit's id. */
    public static final String ID = "memoir_id";

    /** The metadata key of the hit's time, ISO 8601 in UTC. */
    public static final String AT = "memoir_at";

    private final LenientScopeResolver scopes;
    private final MemoryRecaller recall;

    /**
     * Creates a retriever.
     *
     * @param memory the memory to search
     * @param scopes resolves the scope of a query
     */
    public MemoirContentRetriever(LongTermMemory memory, ScopeResolver scopes) {
        this(memory, scopes, RecallExecutor.DEFAULT_TIMEOUT);
    }

    /**
     * Creates a retriever.
     *
     * @param memory the memory to search
     * @param scopes resolves the scope of a query
     * @param timeout the maximum time that a call waits for memory before it continues without hits
     */
    public MemoirContentRetriever(LongTermMemory memory, ScopeResolver scopes, Duration timeout) {
        this(memory, scopes, timeout, search -> search);
    }

    /**
     * Creates a retriever.
     *
     * @param memory the memory to search
     * @param scopes resolves the scope of a query
     * @param timeout the maximum time that a call waits for memory before it continues without hits
     * @param searching customises each search, for example with a limit or a {@linkplain SearchRequest#minRelevance()
     *     minimum relevance}
     */
    public MemoirContentRetriever(
            LongTermMemory memory,
            ScopeResolver scopes,
            Duration timeout,
            UnaryOperator<SearchRequest.Builder> searching) {
        this.scopes = new LenientScopeResolver(scopes);
        this.recall =
                new MemoryRecaller(memory, new TimeLimit(memory, timeout), searching, (request, recollection) -> {});
    }

    @Override
    public List<Content> retrieve(Query query) {
        Metadata call = query.metadata();
        List<String> shown = TurnMapper.shown(query.text(), call == null ? null : call.chatMemory());
        InvocationContext context = call == null ? null : call.invocationContext();
        return scopes.of(context)
                .map(scope -> ContentMapper.of(
                        recall.recall(scope, CallZone.of(context), query.text(), shown)
                                .hits(),
                        query.text()))
                .orElse(List.of());
    }
}
