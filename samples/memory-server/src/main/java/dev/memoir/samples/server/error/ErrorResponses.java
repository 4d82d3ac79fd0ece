// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Renders errors in the format of the request's path. Thread-safe. */
@Component
public final class ErrorResponses {

    private final List<ErrorFormat> formats;
    private final JsonMapper json;

    ErrorResponses(List<ErrorFormat> formats, JsonMapper json) {
        this.formats = formats;
        this.json = json;
    }

    /**
     * {@return the response of a controller}
     *
     * @param request the request
     * @param error the error
     */
    public ResponseEntity<byte[]> entity(HttpServletRequest request, ApiError error) {
        HttpHeaders headers = new HttpHeaders();
        error.headers().forEach(headers::set);
        return ResponseEntity.status(error.status())
                .headers(headers)
                .contentType(format(request).contentType())
                .body(body(request, error));
    }

    /**
     * Writes the response of a filter.
     *
     * @param request the request
     * @param response the response
     * @param error the error
     * @throws IOException if the response cannot be written
     */
    public void write(HttpServletRequest request, HttpServletResponse response, ApiError error) throws IOException {
        byte[] body = body(request, error);
        response.setStatus(error.status().value());
        error.headers().forEach(response::setHeader);
        response.setContentType(format(request).contentType().toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private byte[] body(HttpServletRequest request, ApiError error) {
        return json.writeValueAsBytes(format(request).body(error, RequestId.of(request)));
    }

    private ErrorFormat format(HttpServletRequest request) {
        String path = request.getRequestURI();
        return formats.stream()
                .filter(format -> format.appliesTo(path))
                .findFirst()
                .orElseThrow();
    }
}
