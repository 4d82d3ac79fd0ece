package dev.memoir.index.lucene;

import dev.memoir.Scope;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Matches the documents of a scope by their cached {@linkplain ScopeBits bits}. */
final class ScopeQuery extends Query {

    private final Scope scope;
    private final ScopeBits bits;

    ScopeQuery(Scope scope, ScopeBits bits) {
        this.scope = scope;
        this.bits = bits;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable Scorer scorer(LeafReaderContext leaf) throws IOException {
                FixedBitSet documents = bits.of(searcher, leaf, scope);
                int count = documents.cardinality();
                return count == 0
                        ? null
                        : new ConstantScoreScorer(this, score(), scoreMode, new BitSetIterator(documents, count));
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "ScopeQuery";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return sameClassAs(other) && scope.equals(((ScopeQuery) Objects.requireNonNull(other)).scope);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + scope.hashCode();
    }
}
