// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.error.ApiError;
import dev.memoir.samples.server.error.ErrorFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Errors of the platform's paths. Its endpoints use {@code detail}, {@code error} or {@code message}, and each client
 * reads one of them: here every error has all three.
 */
@Component
@Order(0)
final class PlatformErrorFormat implements ErrorFormat {

    @Override
    public boolean appliesTo(String path) {
        return Mem0Paths.isPlatform(path);
    }

    @Override
    public MediaType contentType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public Object body(ApiError error, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("detail", error.detail());
        body.put("error", error.detail());
        body.put("message", error.detail());
        return body;
    }
}
