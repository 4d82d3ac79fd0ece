package dev.memoir.maintenance;

import dev.memoir.EmbedderException;
import dev.memoir.ForgetIncompleteException;
import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import dev.memoir.ProgressListener;
import dev.memoir.RetentionRule;
import dev.memoir.StorageException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** What those do who run a memory. It goes over all scopes: an application must not hand it to its users. Thread-safe. */
public interface Maintenance {

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
    void reindex(IndexSwitch to, ProgressListener progress);

    /**
     * Writes turns, memories with their sources, and histories as JSON Lines (see docs/operations.md), as of one moment, some
     * at a time. Writers go on meanwhile; a forget waits.
     *
     * @param out where to; not closed
     * @param request what
     * @param progress hears of the records
     * @return what was written
     * @throws StorageException if the ledger cannot be read or the export cannot be written
     */
    ExportReceipt exportTo(OutputStream out, ExportRequest request, ProgressListener progress);

    /**
     * Takes an export in: with the ids and times that it tells, into the scopes that it tells, as it is, unchecked by any
     * redactor. What is there already is left as it is, so an import that was cut short is gone on with by importing again; what
     * this memory has forgotten is not brought back. Vectors that come along are kept; what has none of this memory's embedder
     * is embedded.
     *
     * @param in where from; not closed
     * @param bytes how many there are, for the progress; 0 if that is not known
     * @param progress hears of the bytes, and of what is embedded and indexed
     * @return what was taken
     * @throws InvalidInputException if a line is not one that an export has; what stands before it is taken
     * @throws StorageException if the ledger cannot be written or the import cannot be read
     */
    ImportReceipt importFrom(InputStream in, long bytes, ProgressListener progress);

    /**
     * Takes the memories of a mem0 in, with their ids, times, metadata and history. Importing again adds nothing.
     *
     * @param export what mem0 gave
     * @param progress hears of the records, and of what is embedded and indexed
     * @return what was taken; memories that nothing says whose they are count as incomplete
     * @throws InvalidInputException if the file is not what mem0 gives
     * @throws StorageException if the ledger cannot be written or the file cannot be read
     */
    ImportReceipt importFrom(Mem0Export export, ProgressListener progress);

    /**
     * Applies retention rules now, whatever the memory does by itself.
     *
     * @param rules in the order in which they are applied
     * @param dryRun true to see what would go without destroying anything
     * @return what each rule took, or would take
     * @throws ForgetIncompleteException if something is forgotten, but bytes of it may be left in the ledger's files
     * @throws MemoryIndexException if something is forgotten, but the index could not be cleared
     */
    List<Swept> sweep(List<RetentionRule> rules, boolean dryRun);
}
