// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.samples.server.mcp.connection.McpCall;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Calls one tool: reads the arguments, and turns the result or the failure into what the client gets. */
final class ToolRunner<A> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final MemoryTool<A> tool;
    private final ToolArguments arguments;
    private final Executor executor;
    private final Map<String, Object> schema;

    ToolRunner(MemoryTool<A> tool, ToolArguments arguments, Executor executor) {
        this.tool = tool;
        this.arguments = arguments;
        this.executor = executor;
        this.schema = ToolSchema.of(tool.argumentType());
    }

    AsyncToolSpecification specification() {
        ToolDescription description = tool.description();
        return AsyncToolSpecification.builder()
                .tool(Tool.builder(description.name(), schema)
                        .title(description.title())
                        .description(description.text())
                        .outputSchema(ToolSchema.of(tool.resultType()))
                        .annotations(description.annotations())
                        .build())
                .callHandler(this::run)
                .build();
    }

    /**
     * Runs the tool on a thread of its own. A write that has begun is completed, even if the client cancels the call.
     */
    private Mono<CallToolResult> run(McpAsyncServerExchange exchange, CallToolRequest request) {
        return Mono.create(sink -> {
            McpCall call = McpCall.of(exchange.transportContext());
            try {
                executor.execute(() -> sink.success(result(call, exchange, request)));
            } catch (RejectedExecutionException e) {
                sink.success(error("The server has too much to do. Try again later."));
            }
        });
    }

    private CallToolResult result(McpCall call, McpAsyncServerExchange exchange, CallToolRequest request) {
        try {
            A read = arguments.read(
                    request.arguments(),
                    tool.argumentType(),
                    schema,
                    call.connection().scope());
            Object result = tool.call(read, new ToolCall(call, exchange, request.progressToken()));
            String text = JSON.writeValueAsString(result);
            return CallToolResult.builder()
                    .addTextContent(text)
                    .structuredContent(JSON.readValue(text, OBJECT))
                    .build();
        } catch (Exception e) {
            return error(ToolFailure.sentence(tool.description().name(), e));
        }
    }

    private static CallToolResult error(String sentence) {
        return CallToolResult.builder().addTextContent(sentence).isError(true).build();
    }
}
