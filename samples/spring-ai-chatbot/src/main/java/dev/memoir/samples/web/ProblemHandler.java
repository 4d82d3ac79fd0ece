// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoirException;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.UndoConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Maps exceptions to problem details (RFC 9457). */
@RestControllerAdvice
class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ProblemDetail invalid(InvalidInputException failure) {
        return problem(HttpStatus.BAD_REQUEST, failure);
    }

    @ExceptionHandler({NotRememberedException.class, MemoryNotFoundException.class})
    ProblemDetail notRemembered(RuntimeException failure) {
        return problem(HttpStatus.NOT_FOUND, failure);
    }

    @ExceptionHandler
    ProblemDetail changed(UndoConflictException failure) {
        return problem(HttpStatus.CONFLICT, failure);
    }

    @ExceptionHandler
    ProblemDetail broken(MemoirException failure) {
        LOG.error("The memory failed.", failure);
        return problem(HttpStatus.SERVICE_UNAVAILABLE, failure);
    }

    private static ProblemDetail problem(HttpStatus status, RuntimeException failure) {
        return ProblemDetail.forStatusAndDetail(status, String.valueOf(failure.getMessage()));
    }
}
