// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import dev.memoir.InvalidInputException;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes why a request's body cannot be read, without quoting it. */
final class RequestBodyError {

    private RequestBodyError() {}

    static ApiError of(HttpMessageNotReadableException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BodyTooLargeException large) {
                return large.error();
            }
            if (t instanceof InvalidInputException invalid) {
                return ApiError.of(HttpStatus.BAD_REQUEST, String.valueOf(invalid.getMessage()));
            }
        }
        return ApiError.of(HttpStatus.BAD_REQUEST, detail(failure));
    }

    private static String detail(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnrecognizedPropertyException unknown) {
                return "The field '" + path(unknown) + "' is not known.";
            }
            if (t instanceof InvalidFormatException format) {
                return "The field '" + path(format) + "' does not have a valid value.";
            }
            if (t instanceof MismatchedInputException mismatch) {
                return mismatch.getPath().isEmpty()
                        ? "The body must be a JSON object."
                        : "The field '" + path(mismatch) + "' has a value of the wrong type.";
            }
            if (t instanceof StreamReadException) {
                return "The body is not valid JSON.";
            }
            if (t instanceof JacksonException other) {
                return other.getPath().isEmpty()
                        ? "The body is not valid JSON."
                        : "The field '" + path(other) + "' does not have a valid value.";
            }
        }
        return "The body is missing or cannot be read.";
    }

    /** Returns the path of the field. */
    private static String path(JacksonException failure) {
        return failure.getPath().stream()
                .map(part -> part.getPropertyName() == null
                        ? "[" + part.getIndex() + "]"
                        : RequestName.shown(part.getPropertyName()))
                .collect(Collectors.joining("."));
    }
}
