// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;

/** Masks internal errors, which the SDK reports with the message of the exception. */
final class OutgoingError {

    private OutgoingError() {}

    /** {@return the response to a request that failed before the SDK could answer it} */
    static JSONRPCResponse response(Object id, Throwable failure) {
        return JSONRPCResponse.error(
                id,
                failure instanceof McpError known
                        ? known.getJsonRpcError()
                        : new JSONRPCError(ErrorCodes.INTERNAL_ERROR, "The request could not be carried out."));
    }

    static JSONRPCMessage masked(JSONRPCMessage message) {
        if (message instanceof JSONRPCResponse response
                && response.error() != null
                && response.error().code() == ErrorCodes.INTERNAL_ERROR) {
            return JSONRPCResponse.error(
                    response.id(),
                    new JSONRPCError(ErrorCodes.INTERNAL_ERROR, "The request could not be carried out."));
        }
        return message;
    }
}
