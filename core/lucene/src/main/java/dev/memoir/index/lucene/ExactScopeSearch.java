package dev.memoir.index.lucene;

import dev.memoir.Scope;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.QueryTerms;
import dev.memoir.index.TurnPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SmallFloat;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/**
 * A small scope, all of it: every document that it holds is scored, exactly. That is quicker than a graph of vectors in which
 * nearly all nodes belong to others, and lets the scope have its own statistics of words. Thread-safe
 * once it was read.
 */
final class ExactScopeSearch {

    /** Above it other ways are quicker: 8,192 products of 384 dimensions take about a millisecond. */
    private static final int LARGEST = 8_192;

    private final IndexSearcher searcher;
    private final Scope scope;
    private final String asked;
    private final Set<String> names;
    private final ScopeBm25 words;
    private final List<Part> parts = new ArrayList<>();

    /** A segment's documents: those from one place to another of all. */
    private record Part(LeafReaderContext leaf, int from, int to) {}

    private final int[] documents;
    private final int[] lengths;
    private int size;
    private float[] scores = {};
    private long[] marks = {};
    private QueryTerms question = QueryTerms.of();

    /** @param most documents that the scope has */
    private ExactScopeSearch(IndexSearcher searcher, IndexQuery query, int most) {
        this.searcher = searcher;
        this.scope = query.scope();
        this.asked = query.text();
        this.names = query.hints().entities();
        this.words = new ScopeBm25(searcher, KeywordQuery.words(query));
        this.documents = new int[most];
        this.lengths = new int[most];
    }

    /** {@return how many documents a scope has at the most: those of the part that has the fewest} */
    static int most(IndexSearcher searcher, Scope scope) throws IOException {
        int most = Integer.MAX_VALUE;
        for (Term part : LuceneQueryMapper.parts(scope)) {
            most = Math.min(most, searcher.getIndexReader().docFreq(part));
        }
        return most;
    }

    /** {@return the scan of a query's scope, null if that is not small, deleted documents counted} */
    static @Nullable ExactScopeSearch of(IndexSearcher searcher, IndexQuery query) throws IOException {
        int most = most(searcher, query.scope());
        if (most > LARGEST) {
            return null;
        }
        ExactScopeSearch scan = new ExactScopeSearch(searcher, query, most);
        Weight weight = weight(searcher, LuceneQueryMapper.scope(query.scope()), ScoreMode.COMPLETE_NO_SCORES);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            scan.read(leaf, weight.scorer(leaf));
        }
        scan.scores = scan.words.scores(scan.lengths, scan.size);
        scan.question = scan.words.question(scan.size);
        scan.marks = scan.words.marks(scan.question, scan.size);
        return scan;
    }

    /** {@return whether this is what the same state of the index tells of the same question} */
    boolean isOf(IndexSearcher searcher, IndexQuery query) {
        return this.searcher == searcher
                && scope.equals(query.scope())
                && asked.equals(query.text())
                && names.equals(query.hints().entities());
    }

    private static Weight weight(IndexSearcher searcher, Query query, ScoreMode mode) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), mode, 1);
    }

    private void read(LeafReaderContext leaf, @Nullable Scorer scope) throws IOException {
        if (scope == null) {
            return;
        }
        Bits live = leaf.reader().getLiveDocs();
        NumericDocValues norms = leaf.reader().getNormValues(IndexFields.TEXT);
        int from = size;
        DocIdSetIterator all = scope.iterator();
        for (int doc = all.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = all.nextDoc()) {
            if (live == null || live.get(doc)) {
                documents[size] = doc;
                lengths[size] =
                        norms != null && norms.advanceExact(doc) ? SmallFloat.byte4ToInt((byte) norms.longValue()) : 0;
                size++;
            }
        }
        if (size > from) {
            parts.add(new Part(leaf, from, size));
            words.add(leaf, documents, from, size);
        }
    }

    /** {@return the best by vector, by words and by cues} */
    List<Candidate> best(IndexQuery query) throws IOException {
        FixedBitSet admitted = admitted(query);
        FixedBitSet chosen = new FixedBitSet(Math.max(1, size));
        float[] dense = dense(query, admitted);
        TopK near = new TopK(query.pool(), size);
        TopK said = new TopK(query.pool(), size);
        for (int i = 0; i < size; i++) {
            if (admitted.get(i)) {
                if (!Float.isNaN(dense[i])) {
                    near.add(i, dense[i]);
                }
                if (scores[i] > 0) {
                    said.add(i, scores[i]);
                }
            }
        }
        near.markIn(chosen);
        said.markIn(chosen);
        cued(query, admitted, chosen);
        return candidates(chosen, dense);
    }

    /** {@return the turns at the places that the query admits} */
    List<Candidate> at(IndexQuery query, Collection<TurnPosition> positions) throws IOException {
        FixedBitSet there = there(positions);
        there.and(admitted(query));
        return candidates(there, dense(query, there));
    }

    private FixedBitSet admitted(IndexQuery query) throws IOException {
        FixedBitSet admitted = new FixedBitSet(Math.max(1, size));
        Query narrowing = LuceneQueryMapper.narrowing(
                query, LuceneQueryMapper.expires(parts.stream().map(Part::leaf).toList()));
        if (narrowing == null) {
            admitted.set(0, size);
            return admitted;
        }
        TermPostings found = matching(narrowing, ScoreMode.COMPLETE_NO_SCORES);
        for (int m = 0; m < found.size(); m++) {
            admitted.set(found.index(m));
        }
        return admitted;
    }

    private TermPostings matching(Query condition, ScoreMode mode) throws IOException {
        TermPostings matches = new TermPostings();
        Weight weight = weight(searcher, condition, mode);
        for (Part part : parts) {
            ScorerSupplier supplier = weight.scorerSupplier(part.leaf());
            if (supplier != null) {
                // Told how few documents are asked about, a range looks at these and not at all that lie in it.
                Scorer scorer = supplier.get(part.to() - part.from());
                TermPostings.Count count = mode.needsScores() ? scorer::score : () -> 1;
                matches.add(scorer.iterator(), count, documents, part.from(), part.to());
            }
        }
        return matches;
    }

    private void cued(IndexQuery query, FixedBitSet admitted, FixedBitSet chosen) throws IOException {
        Query cues = HintQuery.of(query.hints());
        if (cues == null) {
            return;
        }
        TopK meant = new TopK(query.pool(), size);
        TermPostings found = matching(cues, ScoreMode.COMPLETE);
        for (int m = 0; m < found.size(); m++) {
            int i = found.index(m);
            if (admitted.get(i)) {
                meant.add(i, found.count(m) + scores[i]);
            }
        }
        meant.markIn(chosen);
    }

    /** Cosines of the documents that are wanted, NaN where there is none. */
    private float[] dense(IndexQuery query, FixedBitSet wanted) throws IOException {
        float[] dense = new float[size];
        Arrays.fill(dense, Float.NaN);
        float[] vector = query.vector();
        if (vector == null) {
            return dense;
        }
        for (Part part : parts) {
            FloatVectorValues vectors = part.leaf().reader().getFloatVectorValues(IndexFields.VECTOR);
            if (vectors == null) {
                continue;
            }
            for (int i = part.from(); i < part.to(); i++) {
                if (wanted.get(i)
                        && (vectors.docID() == documents[i]
                                || (vectors.docID() < documents[i] && vectors.advance(documents[i]) == documents[i]))) {
                    dense[i] = VectorUtil.dotProduct(vector, vectors.vectorValue());
                }
            }
        }
        return dense;
    }

    private FixedBitSet there(Collection<TurnPosition> positions) throws IOException {
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (TurnPosition position : positions) {
            wanted.computeIfAbsent(position.conversationId(), id -> new HashSet<>())
                    .add(position.sequence());
        }
        FixedBitSet there = new FixedBitSet(Math.max(1, size));
        for (Part part : parts) {
            SortedDocValues conversations = DocValues.getSorted(part.leaf().reader(), IndexFields.CONVERSATION_ID);
            NumericDocValues sequences = DocValues.getNumeric(part.leaf().reader(), IndexFields.SEQUENCE);
            Map<Integer, Set<Long>> here = new HashMap<>();
            for (Map.Entry<String, Set<Long>> places : wanted.entrySet()) {
                int ordinal = conversations.lookupTerm(new BytesRef(places.getKey()));
                if (ordinal >= 0) {
                    here.put(ordinal, places.getValue());
                }
            }
            for (int i = part.from(); i < part.to() && !here.isEmpty(); i++) {
                if (conversations.advanceExact(documents[i])) {
                    Set<Long> places = here.get(conversations.ordValue());
                    if (places != null
                            && sequences.advanceExact(documents[i])
                            && places.contains(sequences.longValue())) {
                        there.set(i);
                    }
                }
            }
        }
        return there;
    }

    private List<Candidate> candidates(FixedBitSet chosen, float[] dense) throws IOException {
        List<Candidate> candidates = new ArrayList<>(chosen.cardinality());
        DocumentRecordReader reader = new DocumentRecordReader();
        for (Part part : parts) {
            BinaryDocValues cards = null;
            for (int i = part.from(); i < part.to(); i++) {
                if (chosen.get(i)) {
                    cards = cards == null ? DocValues.getBinary(part.leaf().reader(), IndexFields.CARD) : cards;
                    cards.advanceExact(documents[i]);
                    candidates.add(reader.read(
                            cards.binaryValue(),
                            Float.isNaN(dense[i]) ? 0 : dense[i],
                            KeywordQuery.calibrated(scores[i]),
                            question.having(marks[i])));
                }
            }
        }
        return candidates;
    }
}
