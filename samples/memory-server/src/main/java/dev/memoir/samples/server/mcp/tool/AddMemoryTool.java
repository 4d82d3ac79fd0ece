// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.tool;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.InvalidInputException;
import dev.memoir.Memory;
import dev.memoir.Role;
import dev.memoir.StoreRequest;
import dev.memoir.StoreResult;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** {@code add_memory}: stores what was said, and waits for the facts in it. */
final class AddMemoryTool implements MemoryTool<AddMemoryTool.Arguments> {

    /**
     * Calls that wait leave threads for calls that do not; beyond this number facts are extracted without a witness.
     */
    private static final int MOST_WAITING = 48;

    private final Duration patience;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    AddMemoryTool(Duration patience) {
        this.patience = patience;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Arguments(
            @Schema(
                    description = "What to remember: a statement that can be understood by itself, with names and"
                            + " dates instead of 'he' or 'tomorrow'. Required unless there are messages.")
            @Nullable
            String text,

            @Schema(description = "Instead of the text, the messages of a conversation, in order.") @Nullable
            List<Message> messages,

            @Schema(description = "Values to attach, by name; search_memories can filter by them.") @Nullable
            Map<String, Object> metadata) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Message(
            @Schema(
                    description = "Who says it.",
                    allowableValues = {"user", "assistant", "system", "tool"})
            String role,

            @Schema(description = "What is said.") String content) {

        Turn turn() {
            return Turn.builder(
                            switch (role) {
                                case "user" -> Role.USER;
                                case "assistant" -> Role.ASSISTANT;
                                case "system" -> Role.SYSTEM;
                                case "tool" -> Role.TOOL;
                                default ->
                                    throw new InvalidInputException(
                                            "The role must be user, assistant, system or tool.");
                            },
                            content)
                    .build();
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            @Schema(
                    description = "'extracted': facts were extracted from the text and are listed. 'pending': the text"
                            + " is stored and can be found; its facts follow. 'verbatim': the text itself is the"
                            + " memory.",
                    allowableValues = {"extracted", "pending", "verbatim"})
            String status,

            @Schema(description = "What was done, in a sentence.")
            String message,

            @Schema(description = "The memories that were made of it.")
            List<ItemView> results,

            @Schema(description = "The ids of what was said, if it was stored.")
            List<String> turnIds) {}

    @Override
    public ToolDescription description() {
        return new ToolDescription(
                "add_memory",
                "Add to memory",
                "Stores something in the user's long-term memory, for later conversations. Call it when the user states"
                        + " a lasting fact or preference, makes a decision, or asks to remember something; not for"
                        + " small talk, secrets, or what you recalled from memory. Returns the memories that were made"
                        + " of it, with their ids.",
                ToolDescription.Effect.ADDS);
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
    public Object call(Arguments arguments, ToolCall call) throws Exception {
        AddRequest.Builder request = AddRequest.builder(call.scope()).turns(turns(arguments));
        if (arguments.metadata() != null) {
            request.metadata(arguments.metadata());
        }
        call.progress(0, 2, "Storing");
        if (!call.extracts()) {
            StoreResult stored = call.memory().store(verbatim(arguments, call));
            return new Result("verbatim", "Stored word for word.", views(stored.memories()), List.of());
        }
        // The second request carries nothing out: it waits for the facts of the first one.
        request.idempotencyKey("mcp-" + UUID.randomUUID());
        AddResult stored = call.memory().add(request.build());
        call.progress(1, 2, "Stored; facts are being extracted");
        AddResult learned = waiting.tryAcquire() ? await(request, call) : stored;
        List<String> turns = stored.turns().stream().map(StoredTurn::id).toList();
        if (learned == null || !learned.extracted()) {
            return new Result("pending", "Stored and found by searches; its facts follow later.", List.of(), turns);
        }
        call.progress(2, 2, "Done");
        return new Result(
                "extracted",
                learned.learned().isEmpty()
                        ? "Stored and found by searches; there was no new fact in it."
                        : "Stored, and its facts were extracted.",
                views(learned.learned()),
                turns);
    }

    private @Nullable AddResult await(AddRequest.Builder request, ToolCall call) throws Exception {
        try {
            return call.interruptibly(
                    () -> call.memory().add(request.awaitExtraction(patience).build()));
        } finally {
            waiting.release();
        }
    }

    private static StoreRequest verbatim(Arguments arguments, ToolCall call) {
        return StoreRequest.builder(call.scope())
                .turns(turns(arguments))
                .metadata(arguments.metadata() == null ? Map.of() : arguments.metadata())
                .build();
    }

    private static List<Turn> turns(Arguments arguments) {
        List<Message> messages = arguments.messages();
        if (messages != null && !messages.isEmpty()) {
            return messages.stream().map(Message::turn).toList();
        }
        if (arguments.text() == null) {
            throw new InvalidInputException("Give a text or messages.");
        }
        return List.of(Turn.user(arguments.text()));
    }

    private static List<ItemView> views(List<Memory> memories) {
        return memories.stream().map(ItemView::of).toList();
    }
}
