// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The index cannot be read or written. The ledger still holds everything; the index can be rebuilt from it. */
public class MemoryIndexException extends MemoirException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public MemoryIndexException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public MemoryIndexException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
