// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The index server cannot be reached. Recall uses the ledger until it can, and then the index catches up by itself. */
public class MemoryIndexUnavailableException extends MemoryIndexException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public MemoryIndexUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
