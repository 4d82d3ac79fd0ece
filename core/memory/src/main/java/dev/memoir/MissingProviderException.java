// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/**
 * No default ledger, index or embedder is on the class path, and the builder was given none. The message names the
 * dependency to add.
 */
public final class MissingProviderException extends MemoirException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what is missing and how to add it
     */
    public MissingProviderException(String message) {
        super(message, null);
    }
}
