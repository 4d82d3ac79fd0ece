// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.memoir.MemoryEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A step in the history of a memory or turn, as a model sees it. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventView(
        @Schema(description = "The id of the step, for undo.")
        String eventId,

        @Schema(description = "The memory or turn that it changed.") @Nullable
        String memoryId,

        @Schema(description = "What happened: add, update, merge, supersede, delete, suppress, undo or reject.")
        String event,

        @Schema(description = "The text before.") @Nullable String oldMemory,

        @Schema(description = "The text after.") @Nullable String newMemory,

        @Schema(description = "Why, if that is known.") @Nullable
        String why,

        @Schema(description = "Who did it: 'api' for a call, else the extractor.")
        String actor,

        @Schema(description = "When it happened.") String at) {

    static EventView of(MemoryEvent event) {
        return new EventView(
                event.id(),
                event.memoryId(),
                event.type().name().toLowerCase(Locale.ROOT),
                event.oldText(),
                event.newText(),
                event.reason(),
                event.actor(),
                event.at().toString());
    }

    /** {@return the id of the latest step of a memory or turn; null if there is none} */
    static @Nullable String latest(ToolCall call, String id) {
        List<MemoryEvent> history = call.memory().history(call.scope(), id);
        return history.isEmpty() ? null : history.get(history.size() - 1).id();
    }
}
