// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * The index rejects what it is given until someone changes what the message names: the dimension of the vectors, a
 * schema, a privilege. Retrying does not help. The ledger still holds everything.
 */
public class MemoryIndexIncompatibleException extends MemoryIndexException {

    /**
     * Creates the exception.
     *
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public MemoryIndexIncompatibleException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
