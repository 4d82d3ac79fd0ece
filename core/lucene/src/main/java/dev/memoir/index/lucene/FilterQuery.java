package dev.memoir.index.lucene;

import dev.memoir.Filter;
import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Matches documents by a metadata filter. Each document is evaluated by {@link Filter#test} itself, so that a filter
 * means the same everywhere; {@link #narrowed} avoids evaluating most documents.
 */
final class FilterQuery extends Query {

    private final Filter filter;

    FilterQuery(Filter filter) {
        this.filter = filter;
    }

    /** Returns a filter query, narrowed by terms that every matching document has. */
    static Query narrowed(Filter filter) {
        return new BooleanQuery.Builder()
                .add(narrowing(filter), Occur.FILTER)
                .add(new FilterQuery(filter), Occur.FILTER)
                .build();
    }

    private static Query narrowing(Filter filter) {
        if (filter instanceof Filter.And and) {
            BooleanQuery.Builder all = new BooleanQuery.Builder().add(new MatchAllDocsQuery(), Occur.FILTER);
            and.filters().forEach(f -> all.add(narrowing(f), Occur.FILTER));
            return all.build();
        }
        if (filter instanceof Filter.Or or) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            or.filters().forEach(f -> any.add(narrowing(f), Occur.SHOULD));
            return any.build();
        }
        if (filter instanceof Filter.In in && in.values().stream().noneMatch(Number.class::isInstance)) {
            BooleanQuery.Builder any = new BooleanQuery.Builder();
            in.values()
                    .forEach(value -> any.add(
                            new TermQuery(new Term(IndexFields.METADATA_VALUE, IndexFields.entry(in.key(), value))),
                            Occur.SHOULD));
            return any.build();
        }
        if (filter instanceof Filter.In in) {
            return has(in.key());
        }
        if (filter instanceof Filter.Range range) {
            return has(range.key());
        }
        if (filter instanceof Filter.Contains contains) {
            return has(contains.key());
        }
        if (filter instanceof Filter.Exists exists) {
            return has(exists.key());
        }
        return new MatchAllDocsQuery();
    }

    private static Query has(String key) {
        return new TermQuery(new Term(IndexFields.METADATA_KEY, IndexFields.bounded(key)));
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public Scorer scorer(LeafReaderContext context) throws IOException {
                return new ConstantScoreScorer(this, score(), scoreMode, evaluating(context));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    private TwoPhaseIterator evaluating(LeafReaderContext context) throws IOException {
        BinaryDocValues metadata = DocValues.getBinary(context.reader(), IndexFields.METADATA);
        return new TwoPhaseIterator(DocIdSetIterator.all(context.reader().maxDoc())) {
            @Override
            public boolean matches() throws IOException {
                return metadata.advanceExact(approximation.docID())
                        && filter.test(MetadataBytes.read(metadata.binaryValue()));
            }

            @Override
            public float matchCost() {
                return 1000;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "FilterQuery";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return sameClassAs(other) && filter.equals(((FilterQuery) Objects.requireNonNull(other)).filter);
    }

    @Override
    public int hashCode() {
        return 31 * classHash() + filter.hashCode();
    }
}
