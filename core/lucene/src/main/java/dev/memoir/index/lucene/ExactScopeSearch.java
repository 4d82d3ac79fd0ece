// SPDX-License-Identifier: Apache-2.0
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
 * Searches a small scope by scoring all of its documents exactly. That is faster than a vector graph in which nearly
 * all nodes belong to other scopes, and gives the scope its own word statistics. Thread-safe once constructed.
 */
final class ExactScopeSearch {

    /**
     * The maximum number of documents of a small scope: 8,192 dot products of 384 dimensions take about a millisecond.
     */
    private static final int MAX_DOCUMENTS = 8_192;

    private final IndexSearcher searcher;
    private final Scope scope;
    private final String text;
    private final Set<String> names;
    private final ScopeBm25 words;
    private final List<Part> parts = new ArrayList<>();

    /** The range of documents that belong to one segment. */
    private record Part(LeafReaderContext leaf, int from, int to) {}

    private final int[] documents;
    private final int[] lengths;
    private int size;
    private float[] scores = {};
    private long[] marks = {};
    private QueryTerms question = QueryTerms.of();

    /**
     * @param maxDocuments the maximum number of documents of the scope
     */
    private ExactScopeSearch(IndexSearcher searcher, IndexQuery query, int maxDocuments) {
        this.searcher = searcher;
        this.scope = query.scope();
        this.text = query.text();
        this.names = query.hints().entities();
        this.words = new ScopeBm25(searcher, KeywordQuery.words(query));
        this.documents = new int[maxDocuments];
        this.lengths = new int[maxDocuments];
    }

    /** {@return an upper bound of the number of documents of a scope: that of its rarest part} */
    static int maxDocuments(IndexSearcher searcher, Scope scope) throws IOException {
        int maxDocuments = Integer.MAX_VALUE;
        for (Term part : LuceneQueryMapper.parts(scope)) {
            maxDocuments = Math.min(maxDocuments, searcher.getIndexReader().docFreq(part));
        }
        return maxDocuments;
    }

    /** {@return the search of a query's scope; null if the scope is not small, including deleted documents} */
    static @Nullable ExactScopeSearch of(IndexSearcher searcher, IndexQuery query) throws IOException {
        int maxDocuments = maxDocuments(searcher, query.scope());
        if (maxDocuments > MAX_DOCUMENTS) {
            return null;
        }
        ExactScopeSearch scan = new ExactScopeSearch(searcher, query, maxDocuments);
        Weight weight = weight(searcher, LuceneQueryMapper.scope(query.scope()), ScoreMode.COMPLETE_NO_SCORES);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            scan.read(leaf, weight.scorer(leaf));
        }
        scan.scores = scan.words.scores(scan.lengths, scan.size);
        scan.question = scan.words.question(scan.size);
        scan.marks = scan.words.marks(scan.question, scan.size);
        return scan;
    }

    /** {@return whether this search has the same index state, scope and question} */
    boolean isOf(IndexSearcher searcher, IndexQuery query) {
        return this.searcher == searcher
                && scope.equals(query.scope())
                && text.equals(query.text())
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

    /** {@return the best documents by vector, by keywords and by hints} */
    List<Candidate> best(IndexQuery query) throws IOException {
        FixedBitSet admitted = admitted(query);
        FixedBitSet selected = new FixedBitSet(Math.max(1, size));
        float[] dense = dense(query, admitted);
        TopK nearest = new TopK(query.pool(), size);
        TopK byKeyword = new TopK(query.pool(), size);
        for (int i = 0; i < size; i++) {
            if (admitted.get(i)) {
                if (!Float.isNaN(dense[i])) {
                    nearest.add(i, dense[i]);
                }
                if (scores[i] > 0) {
                    byKeyword.add(i, scores[i]);
                }
            }
        }
        nearest.markIn(selected);
        byKeyword.markIn(selected);
        hinted(query, admitted, selected);
        return candidates(selected, dense);
    }

    /** {@return the turns at the given positions that the query admits} */
    List<Candidate> at(IndexQuery query, Collection<TurnPosition> positions) throws IOException {
        FixedBitSet atPositions = atPositions(positions);
        atPositions.and(admitted(query));
        return candidates(atPositions, dense(query, atPositions));
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
                // With a small lead cost, a range query checks only these documents instead of collecting all in the
                // range.
                Scorer scorer = supplier.get(part.to() - part.from());
                TermPostings.Count count = mode.needsScores() ? scorer::score : () -> 1;
                matches.add(scorer.iterator(), count, documents, part.from(), part.to());
            }
        }
        return matches;
    }

    private void hinted(IndexQuery query, FixedBitSet admitted, FixedBitSet selected) throws IOException {
        Query hints = HintQuery.of(query.hints());
        if (hints == null) {
            return;
        }
        TopK best = new TopK(query.pool(), size);
        TermPostings found = matching(hints, ScoreMode.COMPLETE);
        for (int m = 0; m < found.size(); m++) {
            int i = found.index(m);
            if (admitted.get(i)) {
                best.add(i, found.count(m) + scores[i]);
            }
        }
        best.markIn(selected);
    }

    /** Returns the cosines of the wanted documents, NaN for the others. */
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

    private FixedBitSet atPositions(Collection<TurnPosition> positions) throws IOException {
        Map<String, Set<Long>> wanted = new HashMap<>();
        for (TurnPosition position : positions) {
            wanted.computeIfAbsent(position.conversationId(), id -> new HashSet<>())
                    .add(position.sequence());
        }
        FixedBitSet atPositions = new FixedBitSet(Math.max(1, size));
        for (Part part : parts) {
            SortedDocValues conversations = DocValues.getSorted(part.leaf().reader(), IndexFields.CONVERSATION_ID);
            NumericDocValues sequences = DocValues.getNumeric(part.leaf().reader(), IndexFields.SEQUENCE);
            Map<Integer, Set<Long>> ordinals = new HashMap<>();
            for (Map.Entry<String, Set<Long>> sequenceNumbers : wanted.entrySet()) {
                int ordinal = conversations.lookupTerm(new BytesRef(sequenceNumbers.getKey()));
                if (ordinal >= 0) {
                    ordinals.put(ordinal, sequenceNumbers.getValue());
                }
            }
            for (int i = part.from(); i < part.to() && !ordinals.isEmpty(); i++) {
                if (conversations.advanceExact(documents[i])) {
                    Set<Long> sequenceNumbers = ordinals.get(conversations.ordValue());
                    if (sequenceNumbers != null
                            && sequences.advanceExact(documents[i])
                            && sequenceNumbers.contains(sequences.longValue())) {
                        atPositions.set(i);
                    }
                }
            }
        }
        return atPositions;
    }

    private List<Candidate> candidates(FixedBitSet selected, float[] dense) throws IOException {
        List<Candidate> candidates = new ArrayList<>(selected.cardinality());
        DocumentRecordReader reader = new DocumentRecordReader();
        for (Part part : parts) {
            BinaryDocValues records = null;
            for (int i = part.from(); i < part.to(); i++) {
                if (selected.get(i)) {
                    records = records == null ? DocValues.getBinary(part.leaf().reader(), IndexFields.RECORD) : records;
                    records.advanceExact(documents[i]);
                    candidates.add(reader.read(
                            records.binaryValue(),
                            Float.isNaN(dense[i]) ? 0 : dense[i],
                            KeywordQuery.calibrated(scores[i]),
                            question.having(marks[i])));
                }
            }
        }
        return candidates;
    }
}
