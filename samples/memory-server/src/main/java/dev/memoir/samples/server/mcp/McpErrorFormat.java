// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import dev.memoir.samples.server.error.ApiError;
import dev.memoir.samples.server.error.ErrorFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Errors of MCP over HTTP that concern no request in particular, as JSON-RPC errors. */
@Component
@Order(0)
final class McpErrorFormat implements ErrorFormat {

    /** The first of the codes that JSON-RPC leaves to servers. */
    private static final int REFUSED = -32000;

    @Override
    public boolean appliesTo(String path) {
        return path.equals(McpConfiguration.PATH);
    }

    @Override
    public MediaType contentType() {
        return MediaType.APPLICATION_JSON;
    }

    @Override
    public Object body(ApiError error, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("jsonrpc", "2.0");
        body.put("id", null);
        body.put("error", Map.of("code", REFUSED, "message", error.detail(), "data", Map.of("requestId", requestId)));
        return body;
    }
}
