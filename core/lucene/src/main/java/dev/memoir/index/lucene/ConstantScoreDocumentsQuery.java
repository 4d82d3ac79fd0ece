// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * A query that only says which documents match: all of them score the same. Lucene does not cache it.
 *
 * @param <V> the type of what the query asks for; two queries of a class are equal if they ask for the same
 */
abstract class ConstantScoreDocumentsQuery<V> extends Query {

    private final V value;

    ConstantScoreDocumentsQuery(V value) {
        this.value = value;
    }

    V value() {
        return value;
    }

    /** {@return the matching documents of a segment, possibly in two phases; null if there are none} */
    abstract @Nullable DocIdSetIterator documents(IndexSearcher searcher, LeafReaderContext leaf) throws IOException;

    @Override
    public final Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable Scorer scorer(LeafReaderContext leaf) throws IOException {
                DocIdSetIterator documents = documents(searcher, leaf);
                if (documents == null) {
                    return null;
                }
                TwoPhaseIterator phases = TwoPhaseIterator.unwrap(documents);
                return phases == null
                        ? new ConstantScoreScorer(this, score(), scoreMode, documents)
                        : new ConstantScoreScorer(this, score(), scoreMode, phases);
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    @Override
    public final void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    /** Without the value: a filter contains people's words. */
    @Override
    public final String toString(String field) {
        return getClass().getSimpleName();
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return sameClassAs(other)
                && value.equals(((ConstantScoreDocumentsQuery<?>) Objects.requireNonNull(other)).value);
    }

    @Override
    public final int hashCode() {
        return 31 * classHash() + value.hashCode();
    }
}
