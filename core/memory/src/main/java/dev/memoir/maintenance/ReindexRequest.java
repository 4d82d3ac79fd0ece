package dev.memoir.maintenance;

import dev.memoir.embed.Embedder;
import dev.memoir.index.MemoryIndexFactory;
import org.jspecify.annotations.Nullable;

/**
 * A request to change the embedder or the index of a memory, or to rebuild the index.
 *
 * @param embedder the new embedder, which the memory does not close; null to keep the present one
 * @param index opens the new, empty index in another folder, table or collection; the memory closes it; null for the
 *     memory's own location
 * @param dropVectors whether to destroy the vectors of the replaced embedder; if kept, going back requires no new
 *     embeddings
 */
public record ReindexRequest(
        @Nullable Embedder embedder, @Nullable MemoryIndexFactory index, boolean dropVectors) {

    /** {@return a request to rebuild the index from the ledger} */
    public static ReindexRequest rebuild() {
        return new ReindexRequest(null, null, false);
    }

    /**
     * {@return a request to change the embedder} The application must use the new embedder when it opens the memory the
     * next time.
     *
     * @param embedder the new embedder
     */
    public static ReindexRequest to(Embedder embedder) {
        return new ReindexRequest(embedder, null, false);
    }

    /**
     * {@return a copy with an index of the application} The application must use the new index when it opens the memory
     * the next time.
     *
     * @param index opens the index
     */
    public ReindexRequest index(MemoryIndexFactory index) {
        return new ReindexRequest(embedder, index, dropVectors);
    }

    /** {@return a copy that drops the vectors of the replaced embedder} */
    public ReindexRequest droppingVectors() {
        return new ReindexRequest(embedder, index, true);
    }
}
