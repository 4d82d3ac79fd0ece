package dev.memoir.langchain4j;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Memory as a {@link ContentRetriever}, for those who compose a {@code DefaultRetrievalAugmentor} of their own. It recalls
 * only: combine it with {@link MemoirAiServices} or {@link MemoirChatMemoryProvider} to learn too.
 *
 * <p>Every content is one hit, with its score, and its id and time as metadata. A query whose call names no scope finds
 * nothing. Never throws; thread-safe.
 */
public final class MemoirContentRetriever implements ContentRetriever {

    /** The metadata key of a hit's id. */
    public static final String ID = "memoir_id";

    /** The metadata key of the time a hit tells of, ISO 8601 in UTC. */
    public static final String AT = "memoir_at";

    private final Scopes scopes;
    private final Recall recall;

    /**
     * @param memory what is recalled from
     * @param scopes tells whose memory a query is about
     */
    public MemoirContentRetriever(LongTermMemory memory, ScopeResolver scopes) {
        this.scopes = new Scopes(scopes);
        this.recall = new Recall(memory, UnaryOperator.identity());
    }

    @Override
    public List<Content> retrieve(Query query) {
        Optional<Scope> scope =
                scopes.of(query.metadata() == null ? null : query.metadata().invocationContext());
        return scope.map(whose -> RecalledContents.of(recall.recall(whose, query.text(), Set.of(query.text()))))
                .orElse(List.of());
    }
}
