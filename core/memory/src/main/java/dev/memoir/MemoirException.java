// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/** The base class of all exceptions of Memoir: unchecked, with a message that says what happened and how to fix it. */
public abstract class MemoirException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    protected MemoirException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
