// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

/** The caller's key does not permit the request. */
public final class ForbiddenException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param message what is not permitted, for the caller
     */
    public ForbiddenException(String message) {
        super(message);
    }
}
