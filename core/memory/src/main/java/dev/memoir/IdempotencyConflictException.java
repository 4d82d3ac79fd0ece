// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** An idempotency key was used again with different content; the first content remains unchanged. */
public class IdempotencyConflictException extends MemoirException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public IdempotencyConflictException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public IdempotencyConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
