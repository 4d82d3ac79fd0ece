// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON-RPC message strictly, so that whatever a client sends is a message or a described error. */
final class JsonRpcReader {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Enough for a UUID with a prefix; ids are kept while a request runs, and repeated in its response. */
    private static final int LONGEST_ID = 256;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonRpcReader() {}

    static JSONRPCMessage read(byte[] bytes) throws JsonRpcException {
        JsonNode message;
        try {
            message = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw JsonRpcException.unreadable("The message is not valid JSON.");
        }
        if (!message.isObject()) {
            throw JsonRpcException.invalid(
                    "Send one JSON-RPC message, a JSON object. Batches are not supported.", null);
        }
        Object id = id(message.get("id"));
        if (!encodable(message)) {
            throw JsonRpcException.invalid("A text contains half of a surrogate pair.", id);
        }
        if (!message.path("jsonrpc").isString()
                || !message.path("jsonrpc").stringValue().equals("2.0")) {
            throw JsonRpcException.invalid("The field 'jsonrpc' must be \"2.0\".", id);
        }
        if (message.has("method")) {
            return call(message, id);
        }
        if (id != null && (message.has("result") ^ message.has("error"))) {
            return response(message, id);
        }
        throw JsonRpcException.invalid("The field 'method' is missing.", id);
    }

    private static JSONRPCMessage call(JsonNode message, @Nullable Object id) throws JsonRpcException {
        JsonNode method = message.get("method");
        if (!method.isString() || method.stringValue().isBlank()) {
            throw JsonRpcException.invalid("The field 'method' must be a string.", id);
        }
        JsonNode params = message.get("params");
        if (params != null && !params.isNull() && !params.isObject()) {
            throw JsonRpcException.invalid("The field 'params' must be an object.", id);
        }
        Map<String, Object> values = params == null || params.isNull() ? null : JSON.convertValue(params, OBJECT);
        if (message.has("id")) {
            if (id == null) {
                throw JsonRpcException.invalid("The field 'id' must be a string or an integer.", null);
            }
            return new JSONRPCRequest(method.stringValue(), id, values);
        }
        return new JSONRPCNotification(method.stringValue(), values);
    }

    /** The server sends no requests, so that responses are accepted but mean nothing. */
    private static JSONRPCMessage response(JsonNode message, Object id) {
        return message.has("error")
                ? JSONRPCResponse.error(id, new JSONRPCError(0, "error"))
                : JSONRPCResponse.result(id, Map.of());
    }

    private static @Nullable Object id(@Nullable JsonNode id) throws JsonRpcException {
        if (id == null || id.isNull()) {
            return null;
        }
        if (id.isString() && id.stringValue().length() <= LONGEST_ID && encodable(id)) {
            return id.stringValue();
        }
        if (id.isIntegralNumber() && id.canConvertToLong()) {
            return id.longValue();
        }
        throw JsonRpcException.invalid(
                "The field 'id' must be a string of at most " + LONGEST_ID + " characters, or an integer.", null);
    }

    /** Returns whether all texts can be written as UTF-8, because parts of a request are repeated in responses. */
    private static boolean encodable(JsonNode node) {
        if (node.isString()) {
            return StandardCharsets.UTF_8.newEncoder().canEncode(node.stringValue());
        }
        if (node.isObject()
                && !node.propertyNames().stream()
                        .allMatch(name -> StandardCharsets.UTF_8.newEncoder().canEncode(name))) {
            return false;
        }
        for (JsonNode child : node) {
            if (!encodable(child)) {
                return false;
            }
        }
        return true;
    }
}
