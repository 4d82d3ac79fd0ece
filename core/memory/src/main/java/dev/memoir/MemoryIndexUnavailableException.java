package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The server that has the index is not reached. Recall goes by the ledger until it is, and the index catches up by itself. */
public class MemoryIndexUnavailableException extends MemoryIndexException {

    /**
     * @param message what happened and how to mend it
     * @param cause what it came from, if anything
     */
    public MemoryIndexUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
