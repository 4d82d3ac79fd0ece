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
 * Remembers what was computed of a scope's documents in a segment for as long as the segment is open. Segments never change, so
 * no entry is ever stale; deleted documents are part of it. Thread-safe; threads that miss at once each compute.
 *
 * @param <T> the type of the entries, which nobody changes
 */
final class SegmentCache<T> {

    /** The scopes that a segment keeps, those used last. Of 200,000 documents the bits take 25 kB, the codes 10 MB. */
    private static final int MOST_SCOPES = 64;

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
                return size() > MOST_SCOPES;
            }
        });
    }
}
