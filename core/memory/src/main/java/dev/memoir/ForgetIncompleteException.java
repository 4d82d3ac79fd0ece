// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * Items are forgotten permanently and shown to no one, but bytes of them may remain in the ledger's files. The next
 * forget, or the next opening, tries to scrub them again.
 */
public class ForgetIncompleteException extends StorageException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ForgetResult result;

    /**
     * Creates the exception.
     *
     * @param receipt what was forgotten
     * @param message what happened and how to fix it
     * @param cause the cause, or null if there is none
     */
    public ForgetIncompleteException(ForgetResult receipt, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.result = receipt;
    }

    /** {@return what was forgotten; null after serialization} */
    public @Nullable ForgetResult result() {
        return result;
    }
}
