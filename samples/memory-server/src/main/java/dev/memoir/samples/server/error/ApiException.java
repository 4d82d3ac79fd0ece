// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request that fails with a status of the application's choice. */
public final class ApiException extends RuntimeException {

    private final transient ApiError error;

    /**
     * Creates the exception.
     *
     * @param status the status
     * @param detail what happened and what to do, for the caller
     */
    public ApiException(HttpStatus status, String detail) {
        this(new ApiError(status, detail, Map.of()));
    }

    /**
     * Creates the exception.
     *
     * @param error what the caller learns
     */
    public ApiException(ApiError error) {
        super(error.detail());
        this.error = error;
    }

    /** {@return what the caller learns} */
    public ApiError error() {
        return error;
    }
}
