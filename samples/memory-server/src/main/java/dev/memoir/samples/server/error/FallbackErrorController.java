// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that no controller and no filter has described, such as those that the container notices. */
@RestController
final class FallbackErrorController implements ErrorController {

    private final ErrorResponses responses;

    FallbackErrorController(ErrorResponses responses) {
        this.responses = responses;
    }

    @RequestMapping("/error")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? Objects.requireNonNullElse(HttpStatus.resolve(code), HttpStatus.INTERNAL_SERVER_ERROR)
                : HttpStatus.NOT_FOUND;
        return responses.entity(
                request,
                ApiError.of(
                        status,
                        status.is5xxServerError()
                                ? "The request could not be carried out."
                                : status == HttpStatus.NOT_FOUND
                                        ? "There is nothing at this path."
                                        : "The request is not valid."));
    }
}
