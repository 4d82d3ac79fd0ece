// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

/**
 * A ledger opened only for exports and imports, without embedder and index. Imported items are embedded and indexed by
 * the processes that have its memory open, or when one opens it. Thread-safe.
 */
public interface TransferSession extends Transfer, AutoCloseable {

    /** Closes the ledger. Further calls do nothing. */
    @Override
    void close();
}
