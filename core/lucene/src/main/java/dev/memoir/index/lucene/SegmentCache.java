package dev.memoir.index.lucene;

import dev.memoir.Scope;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * Caches a value per scope and segment for as long as the segment is open. Segments never change, so that no entry is
 * ever stale; deleted documents are included. Thread-safe; concurrent misses compute independently.
 *
 * @param <T> the type of the values, which must not be modified
 */
final class SegmentCache<T> {

    /**
     * The maximum number of scopes per segment, evicted in LRU order. For 200,000 documents, bits take 25 kB and codes
     * 10 MB.
     */
    private static final int MAX_SCOPES = 64;

    private final Map<IndexReader.CacheKey, Map<Scope, T>> segments = new ConcurrentHashMap<>();

    /** Computes an entry. */
    interface Computation<T> {
        T compute() throws IOException;
    }

    /** {@return the entry of a scope in a segment, computed if it is missing} */
    T get(LeafReaderContext leaf, Scope scope, Computation<T> computation) throws IOException {
        IndexReader.CacheHelper segment = leaf.reader().getCoreCacheHelper();
        if (segment == null) {
            return computation.compute();
        }
        Map<Scope, T> scopes = segments.get(segment.getKey());
        if (scopes == null) {
            segment.addClosedListener(segments::remove);
            scopes = segments.computeIfAbsent(segment.getKey(), key -> latest());
        }
        T known = scopes.get(scope);
        if (known == null) {
            known = computation.compute();
            scopes.put(scope, known);
        }
        return known;
    }

    private static <T> Map<Scope, T> latest() {
        return Collections.synchronizedMap(new LinkedHashMap<>(4, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Scope, T> eldest) {
                return size() > MAX_SCOPES;
            }
        });
    }
}
