// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Scope;
import dev.memoir.index.IndexQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/** Maps the conditions of an index query to Lucene queries. */
final class LuceneQueryMapper {

    private LuceneQueryMapper() {}

    /**
     * {@return a query for all documents that an index query admits}
     *
     * @param bits the cache of a scope's documents
     */
    static Query admitted(IndexQuery query, ScopeBits bits) {
        BooleanQuery.Builder admitted =
                new BooleanQuery.Builder().add(new ScopeQuery(query.scope(), bits), Occur.FILTER);
        narrow(admitted, query, true);
        return admitted.build();
    }

    /**
     * {@return the conditions of a query within its scope, or null if there are none}
     *
     * @param expiring whether any document expires
     */
    static @Nullable Query narrowing(IndexQuery query, boolean expiring) {
        BooleanQuery.Builder narrowing = new BooleanQuery.Builder();
        narrow(narrowing, query, expiring);
        BooleanQuery conditions = narrowing.build();
        if (conditions.clauses().isEmpty()) {
            return null;
        }
        // Conditions that only exclude need something to exclude from.
        return conditions.clauses().stream().allMatch(clause -> clause.getOccur() == Occur.MUST_NOT)
                ? narrowing.add(new MatchAllDocsQuery(), Occur.FILTER).build()
                : conditions;
    }

    /**
     * {@return whether any document in the segments expires} Usually none does, so that the condition can be omitted.
     */
    static boolean expires(List<LeafReaderContext> leaves) throws IOException {
        for (LeafReaderContext leaf : leaves) {
            if (leaf.reader().getPointValues(IndexFields.EXPIRES) != null) {
                return true;
            }
        }
        return false;
    }

    private static void narrow(BooleanQuery.Builder admitted, IndexQuery query, boolean expiring) {
        if (query.types().size() < ItemType.values().length) {
            BooleanQuery.Builder types = new BooleanQuery.Builder();
            query.types().forEach(type -> types.add(type(type), Occur.SHOULD));
            admitted.add(types.build(), Occur.FILTER);
        }
        if (!query.kinds().isEmpty()) {
            BooleanQuery.Builder kinds = new BooleanQuery.Builder().add(type(ItemType.TURN), Occur.SHOULD);
            for (MemoryKind kind : query.kinds()) {
                kinds.add(new TermQuery(new Term(IndexFields.KIND, kind.name())), Occur.SHOULD);
            }
            admitted.add(kinds.build(), Occur.FILTER);
        }
        if (query.conversation() != null) {
            admitted.add(
                    new BooleanQuery.Builder()
                            .add(type(ItemType.MEMORY), Occur.SHOULD)
                            .add(
                                    new TermQuery(new Term(
                                            IndexFields.CONVERSATION, IndexFields.bounded(query.conversation()))),
                                    Occur.SHOULD)
                            .build(),
                    Occur.FILTER);
        }
        if (expiring && query.visibleAt() != null) {
            admitted.add(
                    LongField.newRangeQuery(
                            IndexFields.EXPIRES,
                            Long.MIN_VALUE,
                            query.visibleAt().toEpochMilli()),
                    Occur.MUST_NOT);
        }
        if (!query.filter().equals(Filter.all())) {
            admitted.add(FilterQuery.narrowed(query.filter()), Occur.FILTER);
        }
    }

    static Query scope(Scope scope) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        parts(scope).forEach(part -> all.add(new TermQuery(part), Occur.FILTER));
        return all.build();
    }

    /** Returns the terms of a scope, as defined by {@link Scope#covers}: the user always, agent and run if present. */
    static List<Term> parts(Scope scope) {
        List<Term> parts = new ArrayList<>();
        parts.add(IndexFields.optional(IndexFields.USER, scope.userId()));
        if (scope.agentId() != null) {
            parts.add(IndexFields.optional(IndexFields.AGENT, scope.agentId()));
        }
        if (scope.runId() != null) {
            parts.add(IndexFields.optional(IndexFields.RUN, scope.runId()));
        }
        return parts;
    }

    private static Query type(ItemType type) {
        return new TermQuery(new Term(IndexFields.TYPE, type.name()));
    }
}
