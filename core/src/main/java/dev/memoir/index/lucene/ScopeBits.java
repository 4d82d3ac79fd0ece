package dev.memoir.index.lucene;

import dev.memoir.Scope;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/**
 * Remembers which documents of a segment belong to a scope, deleted ones included, for as long as the segment is open. Each of
 * a search's arms would otherwise read the whole list of a large scope. Thread-safe.
 */
final class ScopeBits {

    /** The scopes that a segment keeps, those used last: one of 200,000 documents takes 25 kB. */
    private static final int MOST_SCOPES = 64;

    private final Map<IndexReader.CacheKey, Map<Scope, FixedBitSet>> segments = new ConcurrentHashMap<>();

    /** {@return the scope's documents of a segment, as bits that nobody changes} */
    FixedBitSet of(IndexSearcher searcher, LeafReaderContext leaf, Scope scope) throws IOException {
        IndexReader.CacheHelper segment = leaf.reader().getCoreCacheHelper();
        if (segment == null) {
            return read(searcher, leaf, scope);
        }
        Map<Scope, FixedBitSet> scopes = segments.get(segment.getKey());
        if (scopes == null) {
            segment.addClosedListener(segments::remove);
            scopes = segments.computeIfAbsent(segment.getKey(), key -> latest());
        }
        FixedBitSet known = scopes.get(scope);
        if (known == null) {
            known = read(searcher, leaf, scope);
            scopes.put(scope, known);
        }
        return known;
    }

    private static FixedBitSet read(IndexSearcher searcher, LeafReaderContext leaf, Scope scope) throws IOException {
        FixedBitSet bits = new FixedBitSet(leaf.reader().maxDoc());
        Query query = searcher.rewrite(QueryMapper.scope(scope));
        Weight weight = searcher.createWeight(query, ScoreMode.COMPLETE_NO_SCORES, 1);
        Scorer scorer = weight.scorer(leaf);
        if (scorer != null) {
            bits.or(scorer.iterator());
        }
        return bits;
    }

    private static Map<Scope, FixedBitSet> latest() {
        return Collections.synchronizedMap(new LinkedHashMap<>(4, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Scope, FixedBitSet> eldest) {
                return size() > MOST_SCOPES;
            }
        });
    }
}
