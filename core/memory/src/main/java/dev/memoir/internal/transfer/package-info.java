/**
 * Readers and writers of exports: the ledger's records as JSON Lines, and the exports of other systems.
 *
 * <p>{@link dev.memoir.internal.transfer.JsonLinesWriter} and {@link dev.memoir.internal.transfer.JsonLinesReader}
 * handle Memoir's own format; a {@link dev.memoir.internal.transfer.ForeignRecordReader} reads that of mem0, ChatGPT or
 * Claude as records of a ledger. Files are streamed, so their size does not matter.
 * {@link dev.memoir.internal.transfer.ImportLossLog} counts and names every record that is left out or loses a part,
 * without quoting it.
 */
@NullMarked
package dev.memoir.internal.transfer;

import org.jspecify.annotations.NullMarked;
