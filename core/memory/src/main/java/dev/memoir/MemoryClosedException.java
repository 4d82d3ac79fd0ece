// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The memory was closed before this call. */
public class MemoryClosedException extends MemoirException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public MemoryClosedException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public MemoryClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
