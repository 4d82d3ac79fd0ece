/**
 * Administrative operations: retention sweeps, export and import, and changes of the embedder or index.
 *
 * <p>{@link dev.memoir.maintenance.Maintenance} runs them on an open memory;
 * {@link dev.memoir.maintenance.TransferSession} opens a ledger for transfers only. Requests and results are records
 * of this package. All operations cross scopes, so an application must not expose them to its users. Results count and
 * name records but never quote stored text.
 */
@NullMarked
package dev.memoir.maintenance;

import org.jspecify.annotations.NullMarked;
