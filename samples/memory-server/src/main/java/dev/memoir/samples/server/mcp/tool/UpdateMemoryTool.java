// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.memoir.Memory;
import dev.memoir.MemoryUpdate;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code update_memory}: replaces the text or the metadata of a memory. */
final class UpdateMemoryTool implements MemoryTool<UpdateMemoryTool.Arguments> {

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            @Schema(description = "The id of the memory.") String memoryId,

            @Schema(description = "The new text, which replaces the whole old one.") @Nullable
            String text,

            @Schema(description = "The new metadata, which replaces all of the old.") @Nullable
            Map<String, Object> metadata) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @Schema(description = "The memory as it is now.")
            ItemView item,

            @Schema(description = "The id of the step, for undo.") @Nullable
            String eventId) {}

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                "update_memory",
                "Correct a memory",
                "Replaces the text or the metadata of a memory that is wrong or incomplete. Call it when the user"
                        + " corrects something; find the id with search_memories. When something has changed in the"
                        + " world, add_memory is better: it keeps what was true before. Returns the memory, and the id"
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
        Memory updated = call.memory()
                .update(
                        call.scope(),
                        arguments.memoryId().strip(),
                        MemoryUpdate.builder()
                                .text(arguments.text())
                                .metadata(arguments.metadata())
                                .reason(description().name())
                                .build());
        return new Result(ItemView.of(updated), EventView.latest(call, updated.id()));
    }
}
