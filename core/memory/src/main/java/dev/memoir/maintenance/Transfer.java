package dev.memoir.maintenance;

import dev.memoir.InvalidInputException;
import dev.memoir.ProgressListener;
import dev.memoir.StorageException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes a memory out of its ledger, and into another. It goes over all scopes. Thread-safe. */
public interface Transfer {

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
    ExportResult exportTo(OutputStream out, ExportRequest request, ProgressListener progress);

    /**
     * Takes an export in: with the ids and times that it tells, into the scopes that it tells, as it is, unchecked by any
     * redactor. What is there already is left as it is, so an import that was cut short is gone on with by importing again; what
     * this memory has forgotten is not brought back. Vectors that come along are kept.
     *
     * @param in where from; not closed
     * @param bytes how many there are, for the progress; 0 if that is not known
     * @param progress hears of the bytes, and of what is embedded and indexed
     * @return what was taken
     * @throws InvalidInputException if a line is not one that an export has; what stands before it is taken
     * @throws StorageException if the ledger cannot be written or the import cannot be read
     */
    ImportResult importFrom(InputStream in, long bytes, ProgressListener progress);

    /**
     * Takes the memories of a mem0 in, with their ids, times, metadata and history. Importing again adds nothing. A record
     * that cannot be stored is left out and named, not the whole file. A page of a larger list is taken, and not whole. The
     * texts of memories and of their history pass the redactor of the memory's extraction settings before they are stored.
     *
     * @param export what mem0 gave
     * @param progress hears of the records, and of what is embedded and indexed
     * @return what was taken; memories that nothing says whose they are count as incomplete
     * @throws InvalidInputException if the file is not what mem0 gives
     * @throws StorageException if the ledger cannot be written or the file cannot be read
     */
    ImportResult importFrom(Mem0Export export, ProgressListener progress);

    /**
     * Imports the conversations that ChatGPT or Claude exported, as turns that facts are extracted from like any others. Of a
     * conversation with branches the current one is taken; system, hidden and tool messages are left out. Importing again
     * adds nothing. The texts and titles pass the redactor of the memory's extraction settings before they are stored.
     *
     * @param export the file, and the scope of its turns
     * @param progress is notified of the bytes, and of what is embedded and indexed
     * @return what was taken; its losses name every message that was left out or lost a part
     * @throws InvalidInputException if neither of the two writes such a file
     * @throws StorageException if the ledger cannot be written or the file cannot be read
     */
    ImportResult importFrom(ChatExport export, ProgressListener progress);
}
