package dev.memoir.maintenance;

/**
 * A ledger that is open for exports and imports alone, without embedder and index: what is imported is embedded and indexed by
 * the processes that have its memory open, or when one opens it. Thread-safe.
 */
public interface TransferSession extends Transfer, AutoCloseable {

    /** Closes the ledger. Further calls do nothing. */
    @Override
    void close();
}
