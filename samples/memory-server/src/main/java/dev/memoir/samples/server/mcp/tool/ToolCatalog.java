// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.samples.server.mcp.connection.McpCall;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** All tools of the memory, for an MCP server. Thread-safe. */
public final class ToolCatalog {

    private final List<ToolRunner<?>> runners;
    private final Set<String> writing;

    /**
     * Creates the tools.
     *
     * @param executor carries out the calls
     * @param validator checks arguments against the schemas of the tools
     * @param extractionWait how long an add waits for facts to be extracted
     */
    public ToolCatalog(Executor executor, JsonSchemaValidator validator, Duration extractionWait) {
        ToolArguments arguments = new ToolArguments(validator);
        List<MemoryTool<?>> tools = List.of(
                new AddMemoryTool(extractionWait),
                new SearchMemoriesTool(),
                new GetMemoriesTool(),
                new GetMemoryTool(),
                new UpdateMemoryTool(),
                new DeleteMemoryTool(),
                new DeleteAllMemoriesTool(),
                new ListEntitiesTool(),
                new GetMemoryHistoryTool(),
                new UndoTool(),
                new ExplainRecallTool());
        runners = tools.stream()
                .<ToolRunner<?>>map(tool -> new ToolRunner<>(tool, arguments, executor))
                .toList();
        writing = tools.stream()
                .map(MemoryTool::description)
                .filter(ToolDescription::writes)
                .map(ToolDescription::name)
                .collect(Collectors.toSet());
    }

    /** {@return the tools as the SDK's server takes them} */
    public List<AsyncToolSpecification> specifications() {
        return runners.stream().map(ToolRunner::specification).toList();
    }

    /**
     * {@return whether a client sees a tool: one with a read-only key sees only those that read}
     *
     * @param context the context of its request
     * @param tool the tool
     */
    public boolean visible(McpTransportContext context, Tool tool) {
        return !(McpCall.of(context).connection().caller().readOnly() && writing.contains(tool.name()));
    }
}
