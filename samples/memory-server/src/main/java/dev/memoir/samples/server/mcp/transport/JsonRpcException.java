// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that is not a valid JSON-RPC message, or that cannot be accepted. Its text may be shown to the client. */
final class JsonRpcException extends Exception {

    private final int code;
    private final transient @Nullable Object id;

    private JsonRpcException(int code, String message, @Nullable Object id) {
        super(message);
        this.code = code;
        this.id = id;
    }

    static JsonRpcException unreadable(String message) {
        return new JsonRpcException(ErrorCodes.PARSE_ERROR, message, null);
    }

    static JsonRpcException invalid(String message, @Nullable Object id) {
        return new JsonRpcException(ErrorCodes.INVALID_REQUEST, message, id);
    }

    /** {@return the error as a JSON-RPC response; its id is null if the request's is not known} */
    Map<String, Object> response() {
        return response(id, new JSONRPCError(code, String.valueOf(getMessage())));
    }

    /** {@return the error as the response to a request} */
    JSONRPCResponse response(Object requestId) {
        return JSONRPCResponse.error(requestId, new JSONRPCError(code, String.valueOf(getMessage())));
    }

    /** {@return an error as a JSON-RPC response, also without an id, which the SDK's type does not allow} */
    static Map<String, Object> response(@Nullable Object id, JSONRPCError error) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", "2.0");
        response.put("id", id);
        response.put("error", error);
        return response;
    }
}
