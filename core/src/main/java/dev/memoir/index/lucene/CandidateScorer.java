package dev.memoir.index.lucene;

import dev.memoir.index.Candidate;
import dev.memoir.index.Manner;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.WordMatches;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/** Scores documents by vector and by words, whichever arm found them. */
final class CandidateScorer {

    private final IndexSearcher searcher;
    private final Query keywords;
    private final List<@Nullable Query> words;
    private final float @Nullable [] vector;

    CandidateScorer(IndexSearcher searcher, Query keywords, List<@Nullable Query> words, float @Nullable [] vector) {
        this.searcher = searcher;
        this.keywords = keywords;
        this.words = words;
        this.vector = vector;
    }

    /** Scores documents, which come in ascending order, none twice. */
    List<Candidate> score(int[] documents) throws IOException {
        List<Candidate> candidates = new ArrayList<>(documents.length);
        Weight weight = weight(keywords);
        List<@Nullable Weight> each = new ArrayList<>();
        float[] rarity = new float[words.size()];
        for (Query word : words) {
            each.add(word == null ? null : weight(word));
            rarity[each.size() - 1] = word == null ? 0 : rarity(word);
        }
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        for (int i = 0; i < documents.length; ) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(documents[i], leaves));
            Leaf scoring = new Leaf(leaf, weight, each, rarity);
            int end = leaf.docBase + leaf.reader().maxDoc();
            for (; i < documents.length && documents[i] < end; i++) {
                candidates.add(scoring.candidate(documents[i] - leaf.docBase));
            }
        }
        return candidates;
    }

    private Weight weight(Query query) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE, 1);
    }

    /** How rare a word is, 1 for one of a single document; one of several terms is as rare as its rarest. */
    private float rarity(Query word) throws IOException {
        Set<Term> terms = new HashSet<>();
        word.visit(QueryVisitor.termCollector(terms));
        int documents = searcher.getIndexReader().maxDoc();
        float rarest = 0;
        for (Term term : terms) {
            int having = searcher.getIndexReader().docFreq(term);
            rarest = having == 0 ? rarest : Math.max(rarest, idf(having, documents));
        }
        return rarest / idf(1, documents);
    }

    /** As BM25 has it, which is above 0 even for what every document has. */
    private static float idf(long having, long documents) {
        return (float) Math.log(1 + (documents - having + 0.5) / (having + 0.5));
    }

    private final class Leaf {

        private final @Nullable FloatVectorValues vectors;
        private final @Nullable Scorer scorer;
        private final List<@Nullable Scorer> scorers = new ArrayList<>();
        private final float[] rarity;
        private final BinaryDocValues keys;
        private final SortedDocValues conversations;
        private final NumericDocValues sequences;
        private final NumericDocValues times;
        private final NumericDocValues manners;
        private final RelationFields relations;

        private Leaf(LeafReaderContext leaf, Weight weight, List<@Nullable Weight> each, float[] rarity)
                throws IOException {
            vectors = vector == null ? null : leaf.reader().getFloatVectorValues(Fields.VECTOR);
            scorer = weight.scorer(leaf);
            this.rarity = rarity;
            for (Weight word : each) {
                scorers.add(word == null ? null : word.scorer(leaf));
            }
            keys = DocValues.getBinary(leaf.reader(), Fields.KEY);
            conversations = DocValues.getSorted(leaf.reader(), Fields.CONVERSATION_ID);
            sequences = DocValues.getNumeric(leaf.reader(), Fields.SEQUENCE);
            times = DocValues.getNumeric(leaf.reader(), Fields.AT);
            manners = DocValues.getNumeric(leaf.reader(), Fields.MANNER);
            relations = new RelationFields(leaf.reader());
        }

        private Candidate candidate(int document) throws IOException {
            keys.advanceExact(document);
            return new Candidate(
                    DocumentMapper.ref(keys.binaryValue()),
                    dense(document),
                    keyword(document),
                    words(document),
                    position(document),
                    at(document),
                    manners.advanceExact(document) ? Manner.unpacked(manners.longValue()) : Manner.UNKNOWN,
                    relations.of(document));
        }

        private double dense(int document) throws IOException {
            if (vector == null || vectors == null || !at(vectors, document)) {
                return 0;
            }
            return Math.min(1, Math.max(0, VectorUtil.dotProduct(vector, vectors.vectorValue())));
        }

        private double keyword(int document) throws IOException {
            if (scorer == null || !at(scorer.iterator(), document)) {
                return 0;
            }
            return KeywordQuery.calibrated(scorer.score());
        }

        private WordMatches words(int document) throws IOException {
            float[] matches = new float[scorers.size()];
            for (int i = 0; i < matches.length; i++) {
                Scorer word = scorers.get(i);
                if (word != null && at(word.iterator(), document)) {
                    matches[i] = rarity[i];
                }
            }
            return WordMatches.of(matches);
        }

        private @Nullable TurnPosition position(int document) throws IOException {
            if (!conversations.advanceExact(document) || !sequences.advanceExact(document)) {
                return null;
            }
            return new TurnPosition(
                    conversations.lookupOrd(conversations.ordValue()).utf8ToString(), sequences.longValue());
        }

        private Instant at(int document) throws IOException {
            return times.advanceExact(document) ? Instant.ofEpochMilli(times.longValue()) : Instant.EPOCH;
        }

        private static boolean at(DocIdSetIterator documents, int document) throws IOException {
            return documents.docID() == document
                    || (documents.docID() < document && documents.advance(document) == document);
        }
    }
}
