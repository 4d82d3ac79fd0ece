// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.MemoryEvent;
import dev.memoir.MemoryNotFoundException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code get_memory_history}: what happened to a memory. */
final class GetMemoryHistoryTool implements MemoryTool<GetMemoryHistoryTool.Arguments> {

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            @Schema(description = "The id of the memory or turn.")
            String memoryId) {}

    record Result(
            @Schema(description = "The steps, oldest first.")
            List<EventView> results) {}

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                "get_memory_history",
                "Show the history of a memory",
                "Lists what happened to a memory or turn: when it was added, changed, replaced, deleted or hidden, why"
                        + " and by whom. Call it when the user asks since when or why something is remembered, or to"
                        + " find the step to undo.",
                ToolDescription.Effect.READS);
    }

    @Override
    public Class<Arguments> argumentType() {
        return Arguments.class;
    }

    @Override
    public Class<?> resultType() {
        return Result.class;
    }

    @Override
    public Object call(Arguments arguments, ToolCall call) {
        String id = arguments.memoryId().strip();
        List<MemoryEvent> history = call.memory().history(call.scope(), id);
        if (history.isEmpty() && call.memory().getTurn(call.scope(), id).isEmpty()) {
            throw new MemoryNotFoundException(id);
        }
        return new Result(history.stream().map(EventView::of).toList());
    }
}
