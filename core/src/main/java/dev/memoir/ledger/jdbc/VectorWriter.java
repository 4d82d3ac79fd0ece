package dev.memoir.ledger.jdbc;

import dev.memoir.index.ItemRef;
import dev.memoir.ledger.MissingVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Keeps vectors that were made later. Meanwhile an item may have changed or gone: its vector would be of other words. */
final class VectorWriter {

    private VectorWriter() {}

    /** {@return how many vectors were kept} */
    static int put(Handle handle, String embedderId, Map<MissingVector, float[]> vectors, boolean announced) {
        Map<String, float[]> kept = new LinkedHashMap<>();
        List<ItemRef> items = new ArrayList<>();
        IdChunks.each(vectors.keySet().stream().map(item -> item.ref().id()).toList(), ids -> {
            for (MissingVector current : VectorTable.current(handle, ids)) {
                float[] vector = vectors.get(current);
                if (vector != null) {
                    kept.put(current.ref().id(), vector);
                    items.add(current.ref());
                }
            }
        });
        VectorTable.put(handle, embedderId, kept);
        if (announced) {
            ChangeFeed.append(handle, items);
        }
        return kept.size();
    }
}
