// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.ErasureLevel;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;

/**
 * The embedded index: vectors and BM25 in one Lucene index. Small scopes are scanned; in larger ones vectors are found
 * by binary codes, and above a million documents by HNSW. Applied changes are searchable immediately and durable with
 * the next commit; after a crash the index lacks the changes since then, but is never ahead of the ledger.
 */
public final class LuceneIndex implements MemoryIndex {

    private final LuceneStore store;
    private final ScopeSearchCache scopeSearches = new ScopeSearchCache();
    private final QueryTermCache words = new QueryTermCache();
    private final ScopeBits bits = new ScopeBits();
    private final int largestCoded;
    private volatile NearestVectors nearest;

    private LuceneIndex(LuceneStore store, int largestCoded) {
        this.store = store;
        this.largestCoded = largestCoded;
        this.nearest = new NearestVectors(bits, largestCoded);
    }

    /**
     * Opens the index in a directory. If there is none, or if it is unreadable or has another dimension, it is replaced
     * by an empty one, to be rebuilt from the ledger.
     *
     * @param directory the directory of the index; created if missing
     * @param dimension the dimension of the vectors
     * @return the index
     * @throws MemoryIndexException if the directory cannot be written, or another process holds the index
     */
    public static LuceneIndex open(Path directory, int dimension) {
        return open(directory, dimension, NearestVectors.LARGEST_CODED);
    }

    /** Opens the index with a custom limit for scopes that are searched by binary codes. */
    static LuceneIndex open(Path directory, int dimension, int largestCoded) {
        return new LuceneIndex(LuceneStore.open(directory, dimension), largestCoded);
    }

    @Override
    public IndexPosition position() {
        return store.position();
    }

    @Override
    public void reset(IndexPosition start) {
        store.write("emptied", writer -> writer.deleteAll(), start, true);
        // The next vectors may come from another embedder.
        nearest = new NearestVectors(bits, largestCoded);
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        store.write(
                "written",
                writer -> {
                    for (IndexChange change : changes) {
                        Term key = DocumentMapper.key(change.ref());
                        if (change instanceof IndexChange.Put put) {
                            writer.updateDocument(key, DocumentMapper.document(put.document()));
                        } else {
                            writer.deleteDocuments(key);
                        }
                    }
                },
                upTo,
                false);
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return store.search(searcher -> {
            ExactScopeSearch scopeSearch = scopeSearches.of(searcher, query);
            return scopeSearch == null ? best(searcher, query, words.of(searcher, query)) : scopeSearch.best(query);
        });
    }

    private List<Candidate> best(IndexSearcher searcher, IndexQuery query, List<Query> words) throws IOException {
        Query admitted = LuceneQueryMapper.admitted(query, bits);
        Query keywords = KeywordQuery.any(words, searcher.getIndexReader());
        Query matching = new BooleanQuery.Builder()
                .add(keywords, Occur.MUST)
                .add(admitted, Occur.FILTER)
                .build();
        IntStream found = documents(searcher.search(matching, query.pool()));
        if (query.vector() != null) {
            found = IntStream.concat(found, nearest.of(searcher, query, query.vector(), admitted));
        }
        Query hinted = HintQuery.of(query.hints());
        if (hinted != null) {
            Query byHint = new BooleanQuery.Builder()
                    .add(hinted, Occur.MUST)
                    .add(keywords, Occur.SHOULD)
                    .add(admitted, Occur.FILTER)
                    .build();
            found = IntStream.concat(found, documents(searcher.search(byHint, query.pool())));
        }
        return scored(searcher, words, query, found);
    }

    private static IntStream documents(TopDocs found) {
        return Stream.of(found.scoreDocs).mapToInt(hit -> hit.doc);
    }

    @Override
    public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
        if (positions.isEmpty()) {
            return List.of();
        }
        return store.search(searcher -> {
            ExactScopeSearch scopeSearch = scopeSearches.of(searcher, query);
            return scopeSearch == null
                    ? at(searcher, query, positions, words.of(searcher, query))
                    : scopeSearch.at(query, positions);
        });
    }

    private List<Candidate> at(
            IndexSearcher searcher, IndexQuery query, Collection<TurnPosition> positions, List<Query> words)
            throws IOException {
        List<BytesRef> terms = positions.stream()
                .map(position -> DocumentMapper.position(position).bytes())
                .toList();
        Query atPositions = new BooleanQuery.Builder()
                .add(new TermInSetQuery(IndexFields.POSITION, terms), Occur.FILTER)
                .add(LuceneQueryMapper.admitted(query, bits), Occur.FILTER)
                .build();
        return scored(searcher, words, query, documents(searcher.search(atPositions, positions.size())));
    }

    private static List<Candidate> scored(
            IndexSearcher searcher, List<Query> words, IndexQuery query, IntStream documents) throws IOException {
        return new CandidateScorer(searcher, words, query.vector())
                .score(documents.sorted().distinct().toArray());
    }

    @Override
    public void purge() {
        store.purge();
    }

    @Override
    public ErasureLevel erasure() {
        return ErasureLevel.SCRUBBED;
    }

    @Override
    public void flush() {
        store.commit();
    }

    @Override
    public void close() {
        store.close();
    }
}
