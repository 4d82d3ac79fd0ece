// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import java.io.IOException;
import org.springframework.http.HttpStatus;

/** The body of a request is larger than the server accepts. */
public final class BodyTooLargeException extends IOException {

    private final long limit;

    /**
     * Creates the exception.
     *
     * @param limit the maximum size in bytes
     */
    public BodyTooLargeException(long limit) {
        this.limit = limit;
    }

    /** {@return what the caller learns} */
    public ApiError error() {
        return ApiError.of(HttpStatus.CONTENT_TOO_LARGE, "The body of the request is larger than " + limit + " bytes.");
    }
}
