// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.memoir.Memory;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.StoredTurn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code get_memory}: one memory with where it comes from. */
final class GetMemoryTool implements MemoryTool<GetMemoryTool.Arguments> {

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            @Schema(description = "The id of a memory or turn.")
            String memoryId) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record SourceView(
            @Schema(description = "The id of the turn.") String turnId,

            @Schema(description = "The words of the turn that state it.")
            String quote,

            @Schema(description = "When it was said.") String at) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @Schema(description = "The memory or turn.") ItemView item,

            @Schema(description = "Whether it holds: 'current', 'superseded', 'deleted', 'expired' or 'suppressed'.")
            String state,

            @Schema(description = "The id of the memory that took its place.") @Nullable
            String supersededBy,

            @Schema(description = "The id of the memory whose place it took.") @Nullable
            String supersedes,

            @Schema(description = "What was said that it comes from; empty if it was stored word for word.")
            List<SourceView> sources) {}

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                "get_memory",
                "Get a memory",
                "Returns one memory, or one thing that was said, with what it comes from. Call it with an id from"
                        + " search_memories or get_memories to see where something is known from.",
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
        Optional<Memory> memory = call.memory().get(call.scope(), id);
        if (memory.isPresent()) {
            return of(memory.get(), call);
        }
        StoredTurn turn = call.memory().getTurn(call.scope(), id).orElseThrow(() -> new MemoryNotFoundException(id));
        return new Result(ItemView.of(turn), "current", null, null, List.of());
    }

    private static Result of(Memory memory, ToolCall call) {
        return new Result(
                ItemView.of(memory),
                state(memory),
                memory.supersededBy(),
                memory.supersedes(),
                call.memory().learning().sources(call.scope(), memory.id()).stream()
                        .map(source -> new SourceView(
                                source.turn().id(),
                                source.quote(),
                                source.turn().at().toString()))
                        .toList());
    }

    private static String state(Memory memory) {
        if (memory.suppressedAt() != null) {
            return "suppressed";
        }
        if (memory.supersededBy() != null) {
            return "superseded";
        }
        return memory.retractedAt() != null ? "deleted" : "current";
    }
}
