// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.memoir.MemoryNotFoundException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code delete_memory}: retracts a memory, or hides what was said. Both can be undone. */
final class DeleteMemoryTool implements MemoryTool<DeleteMemoryTool.Arguments> {

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            @Schema(description = "The id of the memory or turn.")
            String memoryId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @Schema(description = "What was done, in a sentence.")
            String message,

            @Schema(description = "The id of the step, for undo.") @Nullable
            String eventId) {}

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                "delete_memory",
                "Delete a memory",
                "Deletes one memory, or hides one thing that was said, so that it is not recalled any more. Call it"
                        + " when the user asks to forget something; find the id with search_memories, and delete the"
                        + " turns that say the same too. It stays in the history: undo brings it back. Returns the id"
                        + " of the step that undo takes.",
                ToolDescription.Effect.REPLACES);
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
        if (!call.memory().delete(call.scope(), id) && !hidden(id, call)) {
            throw new MemoryNotFoundException(id);
        }
        return new Result("Deleted. It can be undone.", EventView.latest(call, id));
    }

    /** Hides a turn only: a memory that was already deleted does not exist for a model. */
    private boolean hidden(String id, ToolCall call) {
        return call.memory().get(call.scope(), id).isEmpty()
                && !call.memory()
                        .suppress(call.scope(), List.of(id), description().name())
                        .isEmpty();
    }
}
