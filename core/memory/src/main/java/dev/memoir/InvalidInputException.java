// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** An argument cannot be stored or searched for; nothing was read or written. */
public class InvalidInputException extends MemoirException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     */
    public InvalidInputException(String message) {
        this(message, null);
    }

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public InvalidInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
