// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.Candidate;
import dev.memoir.index.QueryTerms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** Scores documents by vector and by keywords, regardless of which of the two retrieved them. */
final class CandidateScorer {

    private final IndexSearcher searcher;
    private final List<Query> words;
    private final float @Nullable [] vector;

    CandidateScorer(IndexSearcher searcher, List<Query> words, float @Nullable [] vector) {
        this.searcher = searcher;
        this.words = words;
        this.vector = vector;
    }

    /** Scores distinct documents, given in ascending order. */
    List<Candidate> score(int[] documents) throws IOException {
        List<Candidate> candidates = new ArrayList<>(documents.length);
        List<Weight> weights = new ArrayList<>();
        float[] rarities = new float[words.size()];
        for (int w = 0; w < rarities.length; w++) {
            weights.add(searcher.createWeight(searcher.rewrite(words.get(w)), ScoreMode.COMPLETE, 1));
            rarities[w] = rarity(words.get(w));
        }
        QueryTerms question = QueryTerms.of(rarities);
        DocumentRecordReader reader = new DocumentRecordReader();
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        for (int i = 0; i < documents.length; ) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(documents[i], leaves));
            Leaf scoring = new Leaf(leaf, weights, question, reader);
            int end = leaf.docBase + leaf.reader().maxDoc();
            for (; i < documents.length && documents[i] < end; i++) {
                candidates.add(scoring.candidate(documents[i] - leaf.docBase));
            }
        }
        return candidates;
    }

    /** Returns the rarity of a query word: that of its rarest term. */
    private float rarity(Query word) throws IOException {
        if (word instanceof TermQuery term) {
            return rarity(KeywordQuery.documentFrequency(term, searcher.getIndexReader()));
        }
        Set<Term> terms = new HashSet<>();
        word.visit(QueryVisitor.termCollector(terms));
        float rarest = 0;
        for (Term term : terms) {
            rarest = Math.max(rarest, rarity(searcher.getIndexReader().docFreq(term)));
        }
        return rarest;
    }

    private float rarity(int documentFrequency) {
        return documentFrequency == 0
                ? 0
                : KeywordQuery.rarity(
                        documentFrequency, searcher.getIndexReader().maxDoc());
    }

    private final class Leaf {

        private final @Nullable FloatVectorValues vectors;
        private final List<@Nullable Scorer> scorers = new ArrayList<>();
        private final QueryTerms question;
        private final DocumentRecordReader reader;
        private final BinaryDocValues records;

        private Leaf(LeafReaderContext leaf, List<Weight> weights, QueryTerms question, DocumentRecordReader reader)
                throws IOException {
            vectors = vector == null ? null : leaf.reader().getFloatVectorValues(IndexFields.VECTOR);
            this.question = question;
            this.reader = reader;
            for (Weight word : weights) {
                scorers.add(word.scorer(leaf));
            }
            records = DocValues.getBinary(leaf.reader(), IndexFields.RECORD);
        }

        private Candidate candidate(int document) throws IOException {
            float sum = 0;
            long marks = 0;
            for (int w = 0; w < scorers.size(); w++) {
                Scorer word = scorers.get(w);
                if (word != null && at(word.iterator(), document)) {
                    marks |= question.mask(w);
                    sum += word.score();
                }
            }
            records.advanceExact(document);
            return reader.read(
                    records.binaryValue(), dense(document), KeywordQuery.calibrated(sum), question.having(marks));
        }

        private double dense(int document) throws IOException {
            if (vector == null || vectors == null || !at(vectors, document)) {
                return 0;
            }
            return VectorUtil.dotProduct(vector, vectors.vectorValue());
        }

        private static boolean at(DocIdSetIterator documents, int document) throws IOException {
            return documents.docID() == document
                    || (documents.docID() < document && documents.advance(document) == document);
        }
    }
}
