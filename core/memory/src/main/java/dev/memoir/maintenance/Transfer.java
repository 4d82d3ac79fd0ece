// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.InvalidInputException;
import dev.memoir.ProgressListener;
import dev.memoir.StorageException;
import java.io.InputStream;
import java.io.OutputStream;

/** Exports a ledger and imports into it, across all scopes. Thread-safe. */
public interface Transfer {

    /**
     * Exports turns, memories with their sources, and histories as JSON Lines (see docs/operations.md), from a
     * consistent snapshot and in batches. Writers continue meanwhile; a forget waits.
     *
     * @param out the stream to write to; not closed
     * @param request what to export
     * @param progress is notified of written records
     * @return the counts of written records
     * @throws StorageException if the ledger cannot be read or the export cannot be written
     */
    ExportResult exportTo(OutputStream out, ExportRequest request, ProgressListener progress);

    /**
     * Imports an export unchanged: with its ids, times and scopes, and unchecked by any redactor. Existing items are
     * kept as they are, so importing again resumes an interrupted import; what this memory has forgotten is not
     * restored. Exported vectors are kept.
     *
     * @param in the stream to read from; not closed
     * @param bytes the size of the export, for the progress; 0 if unknown
     * @param progress is notified of read bytes, and of embedded and indexed items
     * @return the counts of imported records
     * @throws InvalidInputException if a line is not one of an export; everything before it is imported
     * @throws StorageException if the ledger cannot be written or the import cannot be read
     */
    ImportResult importFrom(InputStream in, long bytes, ProgressListener progress);

    /**
     * Imports the memories of mem0, with their ids, times, metadata and history. Importing again adds nothing. A record
     * that cannot be stored is left out and named, without rejecting the file. A page of a larger list is imported and
     * reported as not whole. The texts of memories and of their history pass the redactor of the memory's extraction
     * settings before they are stored.
     *
     * @param export the export of mem0
     * @param progress is notified of records, and of embedded and indexed items
     * @return the counts of imported records; memories without a scope count as incomplete
     * @throws InvalidInputException if the file is not an export of mem0
     * @throws StorageException if the ledger cannot be written or the file cannot be read
     */
    ImportResult importFrom(Mem0Export export, ProgressListener progress);

    /**
     * Imports the conversations that ChatGPT or Claude exported, as turns that facts are extracted from like any
     * others. Of a conversation with branches the current one is imported; system, hidden and tool messages are left
     * out. Importing again adds nothing. The texts and titles pass the redactor of the memory's extraction settings
     * before they are stored.
     *
     * @param export the file, and the scope of its turns
     * @param progress is notified of read bytes, and of embedded and indexed items
     * @return the counts of imported records; the losses name every message that was left out or lost a part
     * @throws InvalidInputException if the file is an export of neither
     * @throws StorageException if the ledger cannot be written or the file cannot be read
     */
    ImportResult importFrom(ChatExport export, ProgressListener progress);
}
