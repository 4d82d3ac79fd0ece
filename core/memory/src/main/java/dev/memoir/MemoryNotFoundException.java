// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The scope holds no memory with this id. A memory of another scope is not found either. */
public class MemoryNotFoundException extends MemoirException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public MemoryNotFoundException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public MemoryNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
