// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The SDK's JSON, with an error of the protocol for parameters that do not fit a method. The SDK would report an
 * internal error that names its classes. Thread-safe.
 */
public final class ProtocolJson implements McpJsonMapper {

    private final McpJsonMapper json =
            new JacksonMcpJsonMapper(JsonMapper.builder().build());

    @Override
    public <T> T readValue(String content, Class<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) throws IOException {
        return json.readValue(content, type);
    }

    @Override
    public <T> T convertValue(Object from, Class<T> type) {
        try {
            return checked(json.convertValue(from, type));
        } catch (RuntimeException e) {
            throw unfit();
        }
    }

    @Override
    public <T> T convertValue(Object from, TypeRef<T> type) {
        try {
            return checked(json.convertValue(from, type));
        } catch (RuntimeException e) {
            throw unfit();
        }
    }

    @Override
    public String writeValueAsString(Object value) throws IOException {
        return json.writeValueAsString(value);
    }

    @Override
    public byte[] writeValueAsBytes(Object value) throws IOException {
        return json.writeValueAsBytes(value);
    }

    /** Checks a converted value: parameters that are missing altogether are converted to null. */
    private static <T> T checked(T value) {
        if (value == null) {
            throw unfit();
        }
        return value;
    }

    private static McpError unfit() {
        return McpError.builder(ErrorCodes.INVALID_PARAMS)
                .message("The parameters do not fit the method.")
                .build();
    }
}
