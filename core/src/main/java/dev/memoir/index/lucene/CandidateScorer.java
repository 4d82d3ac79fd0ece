package dev.memoir.index.lucene;

import dev.memoir.index.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** Scores documents by vector and by words, whichever arm found them. */
final class CandidateScorer {

    private final IndexSearcher searcher;
    private final Query keywords;
    private final float @Nullable [] vector;

    CandidateScorer(IndexSearcher searcher, Query keywords, float @Nullable [] vector) {
        this.searcher = searcher;
        this.keywords = keywords;
        this.vector = vector;
    }

    /** Scores documents, which come in ascending order, none twice. */
    List<Candidate> score(int[] documents) throws IOException {
        List<Candidate> candidates = new ArrayList<>(documents.length);
        Weight weight = searcher.createWeight(searcher.rewrite(keywords), ScoreMode.COMPLETE, 1);
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        for (int i = 0; i < documents.length; ) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(documents[i], leaves));
            Leaf scoring = new Leaf(leaf, weight);
            int end = leaf.docBase + leaf.reader().maxDoc();
            for (; i < documents.length && documents[i] < end; i++) {
                candidates.add(scoring.candidate(documents[i] - leaf.docBase));
            }
        }
        return candidates;
    }

    private final class Leaf {

        private final @Nullable FloatVectorValues vectors;
        private final @Nullable Scorer scorer;
        private final CandidateFields fields;

        private Leaf(LeafReaderContext leaf, Weight weight) throws IOException {
            vectors = vector == null ? null : leaf.reader().getFloatVectorValues(Fields.VECTOR);
            scorer = weight.scorer(leaf);
            fields = new CandidateFields(leaf.reader());
        }

        private Candidate candidate(int document) throws IOException {
            return fields.candidate(document, dense(document), keyword(document));
        }

        private double dense(int document) throws IOException {
            if (vector == null || vectors == null || !at(vectors, document)) {
                return 0;
            }
            return VectorUtil.dotProduct(vector, vectors.vectorValue());
        }

        private double keyword(int document) throws IOException {
            if (scorer == null || !at(scorer.iterator(), document)) {
                return 0;
            }
            return KeywordQuery.calibrated(scorer.score());
        }

        private static boolean at(DocIdSetIterator documents, int document) throws IOException {
            return documents.docID() == document
                    || (documents.docID() < document && documents.advance(document) == document);
        }
    }
}
