// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.Scope;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Accountable;
import org.jspecify.annotations.Nullable;

/**
 * Caches a value per scope and segment for as long as the segment is open, within a number of bytes. Segments never
 * change, so that no entry is ever stale; deleted documents are included. Thread-safe; concurrent misses compute
 * independently.
 *
 * <p>Scopes are evicted as a whole, the least recently used first: a search reads its scope in every segment. The scope
 * used last is kept even if it alone is larger than the bound, or each search of it would compute all of it again.
 *
 * @param <T> the type of the values, which must not be modified
 */
final class SegmentCache<T extends Accountable> {

    /** What an entry takes beside its value: the nodes of two maps. */
    private static final long ENTRY_BYTES = 100;

    private final long maxBytes;
    private final Map<Scope, Map<IndexReader.CacheKey, T>> scopes = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<IndexReader.CacheKey> open = new HashSet<>();
    private long bytes;

    /** @param maxBytes the maximum size of all values, unless those of one scope are larger */
    SegmentCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

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
        T known = known(segment, scope);
        if (known != null) {
            return known;
        }
        T computed = computation.compute();
        put(segment.getKey(), scope, computed);
        return computed;
    }

    private synchronized @Nullable T known(IndexReader.CacheHelper segment, Scope scope) {
        if (open.add(segment.getKey())) {
            segment.addClosedListener(this::closed);
        }
        Map<IndexReader.CacheKey, T> values = scopes.get(scope);
        return values == null ? null : values.get(segment.getKey());
    }

    private synchronized void put(IndexReader.CacheKey segment, Scope scope, T value) {
        if (!open.contains(segment)) {
            return;
        }
        T previous = scopes.computeIfAbsent(scope, key -> new HashMap<>()).put(segment, value);
        bytes += size(value) - size(previous);
        Iterator<Map<IndexReader.CacheKey, T>> leastRecent = scopes.values().iterator();
        while (bytes > maxBytes && scopes.size() > 1) {
            leastRecent.next().values().forEach(evicted -> bytes -= size(evicted));
            leastRecent.remove();
        }
    }

    private synchronized void closed(IndexReader.CacheKey segment) {
        open.remove(segment);
        scopes.values().removeIf(values -> {
            bytes -= size(values.remove(segment));
            return values.isEmpty();
        });
    }

    private static long size(@Nullable Accountable value) {
        return value == null ? 0 : ENTRY_BYTES + value.ramBytesUsed();
    }

    /** {@return the size of all entries} */
    synchronized long bytes() {
        return bytes;
    }
}
