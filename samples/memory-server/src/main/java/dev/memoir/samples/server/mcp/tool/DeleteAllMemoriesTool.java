// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import dev.memoir.ForgetResult;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code delete_all_memories}: destroys everything that the connection's scope holds. */
final class DeleteAllMemoriesTool implements MemoryTool<DeleteAllMemoriesTool.Arguments> {

    record Arguments() {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Result(
            @Schema(description = "What was done, in a sentence.")
            String message,

            @Schema(description = "The number of memories that were destroyed.")
            long memories,

            @Schema(description = "The number of turns that were destroyed.")
            long turns) {}

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                "delete_all_memories",
                "Destroy all memories",
                "Destroys everything that is known about the user, and everything that was said, with its history. It"
                        + " cannot be undone. Call it only when the user has asked for exactly that and has confirmed"
                        + " it. Returns how much was destroyed.",
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
        call.progress(0, 1, "Destroying all memories");
        ForgetResult destroyed = call.memory().forget(call.scope());
        call.progress(1, 1, "Done");
        return new Result(
                destroyed.isEmpty() ? "There was nothing to destroy." : "Everything was destroyed.",
                destroyed.memories(),
                destroyed.turns());
    }
}
