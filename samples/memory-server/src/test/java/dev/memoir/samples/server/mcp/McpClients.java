// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Clients of the official SDK, and what their calls return. */
final class McpClients {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private McpClients() {}

    /** {@return a connected client with a key of the server, for a user if the key is bound to none} */
    static McpSyncClient connect(RunningServer server, ServerClient key, @Nullable String user) {
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(server.url())
                .addHttpRequestCustomizer((request, method, uri, body, context) -> {
                    if (key.key() != null) {
                        request.setHeader("Authorization", "Bearer " + key.key());
                    }
                    if (user != null) {
                        request.setHeader("X-Memoir-User", user);
                    }
                })
                .build();
        McpSyncClient client =
                McpClient.sync(transport).requestTimeout(PATIENCE).build();
        client.initialize();
        return client;
    }

    static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    /** {@return the structured content of a successful call} */
    static JsonNode result(McpSyncClient client, String tool, Map<String, Object> arguments) {
        CallToolResult result = call(client, tool, arguments);
        if (Boolean.TRUE.equals(result.isError())) {
            throw new AssertionError(tool + " failed: " + text(result));
        }
        return JSON.valueToTree(result.structuredContent());
    }

    static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }
}
