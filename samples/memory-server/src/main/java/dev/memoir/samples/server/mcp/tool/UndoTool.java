// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code undo}: takes back one step. */
final class UndoTool implements MemoryTool<UndoTool.Arguments> {

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            @Schema(description = "The event_id of the step.")
            String eventId) {}

    record Result(
            @Schema(description = "The steps that took it back; they can be undone too.")
            List<EventView> results) {}

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                "undo",
                "Undo a change of memory",
                "Takes back one step: an update, a deletion, or something that was remembered wrongly, together with"
                        + " what changed at the same time. Call it when the user does not want a change; the event_id"
                        + " is in the result of the change, or in get_memory_history. Returns the steps that took it"
                        + " back. What delete_all_memories destroyed cannot be undone.",
                ToolDescription.Effect.REVERTS);
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
        return new Result(
                call.memory().learning().undo(call.scope(), arguments.eventId().strip()).stream()
                        .map(EventView::of)
                        .toList());
    }
}
