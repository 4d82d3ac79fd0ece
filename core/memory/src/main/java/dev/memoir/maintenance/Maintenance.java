package dev.memoir.maintenance;

import dev.memoir.EmbedderException;
import dev.memoir.ForgetIncompleteException;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import dev.memoir.ProgressListener;
import dev.memoir.RetentionRule;
import dev.memoir.StorageException;
import java.util.List;

/**
 * What those do who run a memory. It goes over all scopes: an application must not hand it to its users. What is imported is
 * embedded, unless it came with vectors of this memory's embedder, and indexed before the import returns. Thread-safe.
 */
public interface Maintenance extends Transfer {

    /**
     * Builds an index beside the one in use and puts it in its place, in the calling thread. Searches go on with the old one until
     * the new one has everything, and none fails or finds less for it; writes wait for the last moment alone. What fails, or a
     * crash, leaves the old one in use; vectors that were made are kept. Where several processes share a ledger, each changes
     * by itself: let one fill the new index, then open the others with it.
     *
     * @param to the embedder or index to change to
     * @param progress hears of what is embedded and indexed
     * @throws InvalidInputException if one is being built already, or nothing says where the new one is to be
     * @throws EmbedderException if the new embedder fails
     * @throws MemoryIndexException if the new index cannot be made or written
     * @throws StorageException if the ledger cannot be read or written
     */
    void reindex(ReindexRequest to, ProgressListener progress);

    /**
     * Applies retention rules now, whatever the memory does by itself.
     *
     * @param rules in the order in which they are applied
     * @param dryRun true to see what would go without destroying anything
     * @return what each rule took, or would take
     * @throws ForgetIncompleteException if something is forgotten, but bytes of it may be left in the ledger's files
     * @throws MemoryIndexException if something is forgotten, but the index could not be cleared
     */
    List<SweepResult> sweep(List<RetentionRule> rules, boolean dryRun);
}
