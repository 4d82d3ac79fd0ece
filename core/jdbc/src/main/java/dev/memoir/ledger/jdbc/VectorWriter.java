// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.index.ItemRef;
import dev.memoir.ledger.MissingVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Stores vectors that were computed later. An item that has changed or gone in the meantime is skipped: the vector
 * would be that of other words.
 */
final class VectorWriter {

    private VectorWriter() {}

    /** {@return the number of stored vectors} */
    static int put(Handle handle, String embedderId, Map<MissingVector, float[]> vectors, boolean appended) {
        Map<String, float[]> stored = new LinkedHashMap<>();
        List<ItemRef> items = new ArrayList<>();
        IdChunks.each(vectors.keySet().stream().map(item -> item.ref().id()).toList(), ids -> {
            for (MissingVector current : VectorTable.current(handle, ids)) {
                float[] vector = vectors.get(current);
                if (vector != null) {
                    stored.put(current.ref().id(), vector);
                    items.add(current.ref());
                }
            }
        });
        VectorTable.put(handle, embedderId, stored);
        if (appended) {
            ChangeFeed.append(handle, items);
        }
        return stored.size();
    }
}
