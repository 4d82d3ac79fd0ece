package dev.memoir.maintenance;

import dev.memoir.embed.Embedder;
import dev.memoir.index.MemoryIndexFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a memory is to find with from now on.
 *
 * @param embedder makes the vectors; the memory does not close it; null for the one it has
 * @param index opens the index that takes the old one's place, empty and beside it: another folder, table or collection; the
 *     memory closes it; null for the memory's own place
 * @param dropVectors whether the vectors of the embedder it had are destroyed; otherwise going back needs none made again
 */
public record ReindexRequest(
        @Nullable Embedder embedder, @Nullable MemoryIndexFactory index, boolean dropVectors) {

    /** {@return a rebuild of the index as it is, from the ledger} */
    public static ReindexRequest rebuild() {
        return new ReindexRequest(null, null, false);
    }

    /**
     * {@return a change of the embedder} The application must be opened with it the next time.
     *
     * @param embedder makes the vectors
     */
    public static ReindexRequest to(Embedder embedder) {
        return new ReindexRequest(embedder, null, false);
    }

    /**
     * {@return this, with an index of the application's} The application must be opened with it the next time.
     *
     * @param index opens it
     */
    public ReindexRequest index(MemoryIndexFactory index) {
        return new ReindexRequest(embedder, index, dropVectors);
    }

    /** {@return this, dropping the vectors of the embedder that is replaced} */
    public ReindexRequest droppingVectors() {
        return new ReindexRequest(embedder, index, true);
    }
}
