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
 * Memory as a {@link ContentRetriever}, for those who compose a {@code DefaultRetrievalAugmentor} of their own. It recalls
 * only: use a {@link MemoirChatMemoryProvider} that captures to learn too.
 *
 * <p>Every content is one hit, with its score, and its id and time as metadata. Of a turn above 200 words it has the beginning
 * and the parts that match the query, omissions marked {@code […]}; {@link LongTermMemory#getTurn} gives the whole by the id. A
 * query whose call names no scope finds nothing; what the chat memory's window shows anyway is not found again. Never throws; thread-safe.
 */
public final class MemoirContentRetriever implements ContentRetriever {

    /** The metadata key of a hit's id. */
    public static final String ID = "memoir_id";

    /** The metadata key of the time a hit tells of, ISO 8601 in UTC. */
    public static final String AT = "memoir_at";

    private final LenientScopeResolver scopes;
    private final MemoryRecaller recall;

    /**
     * @param memory what is recalled from
     * @param scopes tells whose memory a query is about
     */
    public MemoirContentRetriever(LongTermMemory memory, ScopeResolver scopes) {
        this(memory, scopes, RecallExecutor.DEFAULT_TIMEOUT);
    }

    /**
     * @param memory what is recalled from
     * @param scopes tells whose memory a query is about
     * @param timeout the longest time that a call waits for memory; then nothing is found
     */
    public MemoirContentRetriever(LongTermMemory memory, ScopeResolver scopes, Duration timeout) {
        this(memory, scopes, timeout, search -> search);
    }

    /**
     * Creates a retriever.
     *
     * @param memory what is recalled from
     * @param scopes tells whose memory a query is about
     * @param timeout the longest time that a call waits for memory; then nothing is found
     * @param searching adds to each search, such as a limit or a {@linkplain SearchRequest#minRelevance() least relevance}
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
