package dev.memoir.index.lucene;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.index.IndexQuery;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Writes what a query admits as a Lucene query. */
final class QueryMapper {

    private QueryMapper() {}

    static Query admitted(IndexQuery query) {
        BooleanQuery.Builder admitted = new BooleanQuery.Builder();
        scope(admitted, query.scope());
        if (query.types().size() < ItemType.values().length) {
            BooleanQuery.Builder types = new BooleanQuery.Builder();
            query.types().forEach(type -> types.add(type(type), Occur.SHOULD));
            admitted.add(types.build(), Occur.FILTER);
        }
        if (!query.kinds().isEmpty()) {
            BooleanQuery.Builder kinds = new BooleanQuery.Builder().add(type(ItemType.TURN), Occur.SHOULD);
            for (MemoryKind kind : query.kinds()) {
                kinds.add(new TermQuery(new Term(Fields.KIND, kind.name())), Occur.SHOULD);
            }
            admitted.add(kinds.build(), Occur.FILTER);
        }
        if (query.conversation() != null) {
            admitted.add(
                    new BooleanQuery.Builder()
                            .add(type(ItemType.MEMORY), Occur.SHOULD)
                            .add(
                                    new TermQuery(new Term(Fields.CONVERSATION, Fields.bounded(query.conversation()))),
                                    Occur.SHOULD)
                            .build(),
                    Occur.FILTER);
        }
        if (query.visibleAt() != null) {
            admitted.add(
                    LongPoint.newRangeQuery(
                            Fields.EXPIRES, Long.MIN_VALUE, query.visibleAt().toEpochMilli()),
                    Occur.MUST_NOT);
        }
        if (!query.filter().equals(Filter.all())) {
            admitted.add(FilterQuery.narrowed(query.filter()), Occur.FILTER);
        }
        return admitted.build();
    }

    /** As {@link Scope#reads} has it: the user always, agent and run when given. */
    private static void scope(BooleanQuery.Builder admitted, Scope scope) {
        admitted.add(new TermQuery(Fields.optional(Fields.USER, scope.userId())), Occur.FILTER);
        if (scope.agentId() != null) {
            admitted.add(new TermQuery(Fields.optional(Fields.AGENT, scope.agentId())), Occur.FILTER);
        }
        if (scope.runId() != null) {
            admitted.add(new TermQuery(Fields.optional(Fields.RUN, scope.runId())), Occur.FILTER);
        }
    }

    private static Query type(ItemType type) {
        return new TermQuery(new Term(Fields.TYPE, type.name()));
    }
}
