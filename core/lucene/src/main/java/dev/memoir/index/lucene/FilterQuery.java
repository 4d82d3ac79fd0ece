// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.Filter;
import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TwoPhaseIterator;

/**
 * Matches documents by a metadata filter. Each document is evaluated by {@link Filter#test} itself, so that a filter
 * means the same everywhere; {@link #narrowed} avoids evaluating most documents.
 */
final class FilterQuery extends ConstantScoreDocumentsQuery<Filter> {

    FilterQuery(Filter filter) {
        super(filter);
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
    DocIdSetIterator documents(IndexSearcher searcher, LeafReaderContext leaf) throws IOException {
        BinaryDocValues metadata = DocValues.getBinary(leaf.reader(), IndexFields.METADATA);
        return TwoPhaseIterator.asDocIdSetIterator(
                new TwoPhaseIterator(DocIdSetIterator.all(leaf.reader().maxDoc())) {
                    @Override
                    public boolean matches() throws IOException {
                        return metadata.advanceExact(approximation.docID())
                                && value().test(MetadataBytes.read(metadata.binaryValue()));
                    }

                    @Override
                    public float matchCost() {
                        return 1000;
                    }
                });
    }
}
