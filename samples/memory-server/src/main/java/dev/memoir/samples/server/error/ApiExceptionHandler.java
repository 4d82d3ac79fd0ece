// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import dev.memoir.IdempotencyConflictException;
import dev.memoir.InvalidInputException;
import dev.memoir.LearningUnavailableException;
import dev.memoir.MemoirException;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.UndoConflictException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns exceptions into errors that a caller may see. Only the request's id is told of unexpected ones. */
@RestControllerAdvice
final class ApiExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

    private final ErrorResponses responses;

    ApiExceptionHandler(ErrorResponses responses) {
        this.responses = responses;
    }

    @ExceptionHandler
    ResponseEntity<byte[]> failed(Exception failure, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            // A part of the answer is on its way: the container closes the connection, so that the caller notices.
            throw failure;
        }
        return responses.entity(request, error(failure, request));
    }

    private static ApiError error(Exception failure, HttpServletRequest request) {
        if (failure instanceof ApiException own) {
            return own.error();
        }
        if (failure instanceof ForbiddenException) {
            return ApiError.of(HttpStatus.FORBIDDEN, message(failure));
        }
        if (failure instanceof InvalidInputException) {
            return ApiError.of(HttpStatus.BAD_REQUEST, message(failure));
        }
        if (failure instanceof MemoryNotFoundException) {
            return ApiError.of(HttpStatus.NOT_FOUND, "There is no such item in this scope.");
        }
        if (failure instanceof IdempotencyConflictException || failure instanceof UndoConflictException) {
            return ApiError.of(HttpStatus.CONFLICT, message(failure));
        }
        if (failure instanceof LearningUnavailableException) {
            return ApiError.of(
                    HttpStatus.SERVICE_UNAVAILABLE, "This server has no language model to extract facts with.");
        }
        if (failure instanceof HttpMessageNotReadableException unreadable) {
            return RequestBodyError.of(unreadable);
        }
        if (failure instanceof MethodArgumentTypeMismatchException mismatch) {
            return ApiError.of(
                    HttpStatus.BAD_REQUEST,
                    "The parameter '" + mismatch.getName() + "' has a value of the wrong type.");
        }
        if (failure instanceof NoResourceFoundException) {
            return ApiError.of(HttpStatus.NOT_FOUND, "There is nothing at this path.");
        }
        if (failure instanceof ErrorResponse known) {
            return spring(known);
        }
        return unexpected(failure, request);
    }

    /** Returns Spring's own errors, such as a method that is not allowed, with its headers. */
    private static ApiError spring(ErrorResponse known) {
        HttpStatusCode status = known.getStatusCode();
        Map<String, String> headers =
                Objects.requireNonNullElse(known.getHeaders().toSingleValueMap(), Map.of());
        String detail = known.getBody().getDetail();
        return new ApiError(
                Objects.requireNonNullElse(HttpStatus.resolve(status.value()), HttpStatus.BAD_REQUEST),
                detail == null ? "The request is not valid." : detail,
                headers);
    }

    private static ApiError unexpected(Exception failure, HttpServletRequest request) {
        String id = RequestId.of(request);
        // Messages of exceptions may quote what was sent or stored: only their classes and places are logged.
        LOG.error("Request {} failed: {}", id, LoggedFailure.of(failure));
        HttpStatus status =
                failure instanceof MemoirException ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
        return ApiError.of(
                status, "The request could not be carried out. The log of the server says more at " + id + ".");
    }

    private static String message(Exception failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "The request is not valid.");
    }
}
