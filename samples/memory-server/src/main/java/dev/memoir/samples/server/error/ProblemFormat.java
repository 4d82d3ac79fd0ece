// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.error;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Problem details for HTTP APIs (RFC 9457), for every path without a format of its own. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemFormat implements ErrorFormat {

    @Override
    public boolean appliesTo(String path) {
        return true;
    }

    @Override
    public MediaType contentType() {
        return MediaType.APPLICATION_PROBLEM_JSON;
    }

    @Override
    public Object body(ApiError error, String requestId) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", error.status().getReasonPhrase());
        problem.put("status", error.status().value());
        problem.put("detail", error.detail());
        problem.put("requestId", requestId);
        return problem;
    }
}
