package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * The index does not take what it is given, and will not before somebody changes what the message names: the dimension of the
 * vectors, a schema, a right. To try again does not help. The ledger still holds everything.
 */
public class MemoryIndexIncompatibleException extends MemoryIndexException {

    /**
     * @param message what happened and how to fix it
     * @param cause what it came from, if anything
     */
    public MemoryIndexIncompatibleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
