// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.error.ApiError;
import dev.memoir.samples.server.error.ErrorFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Errors of the self-hosted server's paths; those of a dependency also have a code and the request's id. */
@Component
@Order(0)
final class SelfHostedErrorFormat implements ErrorFormat {

    @Override
    public boolean appliesTo(String path) {
        return Mem0Paths.isSelfHosted(path);
    }

    @Override
    public MediaType contentType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public Object body(ApiError error, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("detail", error.detail());
        String code =
                switch (error.status().value()) {
                    case 502, 503 -> "provider_unavailable";
                    case 504 -> "provider_timeout";
                    default -> null;
                };
        if (code != null) {
            body.put("code", code);
            body.put("request_id", requestId);
        }
        return body;
    }
}
