// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bounded LRU cache of the vectors of recently embedded texts of one embedder. The vector of a question is thus
 * available when the same words are stored a moment later. Thread-safe.
 */
final class VectorCache {

    private static final int BYTES_PER_CHARACTER = 2;

    private final long maxBytes;
    private final Map<String, float[]> vectors = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * Creates an empty cache.
     *
     * @param maxBytes the maximum number of bytes of texts and vectors together; a larger single text is not cached
     */
    VectorCache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** {@return a copy of the vector of a text, or null if it is not cached} */
    synchronized float @Nullable [] get(String text) {
        float[] vector = vectors.get(text);
        return vector == null ? null : vector.clone();
    }

    /** Caches a copy of the vector of a text, and evicts the least recently used ones. */
    synchronized void put(String text, float[] vector) {
        if (size(text, vector) > maxBytes) {
            return;
        }
        float[] before = vectors.put(text, vector.clone());
        bytes += size(text, vector) - (before == null ? 0 : size(text, before));
        var eldest = vectors.entrySet().iterator();
        while (bytes > maxBytes) {
            Map.Entry<String, float[]> dropped = eldest.next();
            bytes -= size(dropped.getKey(), dropped.getValue());
            eldest.remove();
        }
    }

    synchronized void clear() {
        vectors.clear();
        bytes = 0;
    }

    private static long size(String text, float[] vector) {
        return (long) BYTES_PER_CHARACTER * text.length() + (long) Float.BYTES * vector.length;
    }
}
