// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * What a caller learns of a failure.
 *
 * @param status the status
 * @param detail what happened and what to do, in a sentence without content or internals
 * @param headers further response headers
 */
public record ApiError(HttpStatus status, String detail, Map<String, String> headers) {

    /** Copies the headers. */
    public ApiError {
        headers = Map.copyOf(headers);
    }

    /**
     * {@return an error without further headers}
     *
     * @param status the status
     * @param detail what happened and what to do
     */
    public static ApiError of(HttpStatus status, String detail) {
        return new ApiError(status, detail, Map.of());
    }
}
