// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.tenant.TenantMemories;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations and tasks that have ended. */
@RestController
@Tag(name = "Conversations")
class ConversationController {

    private final TenantMemories memories;

    ConversationController(TenantMemories memories) {
        this.memories = memories;
    }

    /**
     * A conversation that has ended.
     *
     * @param userId the user
     * @param agentId the agent
     * @param runId the run
     * @param conversation the name of the conversation
     */
    record Ended(
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId,
            @Nullable String conversation) {}

    /**
     * What an agent said and did for a task.
     *
     * @param userId the user
     * @param agentId the agent; required
     * @param runId the run
     * @param turns the task, the tool calls and their results, the answer
     */
    record Task(
            @Nullable String userId,
            @Nullable String agentId,
            @Nullable String runId,
            @Nullable List<NewTurns.NewTurn> turns) {}

    @PostMapping("/api/v1/conversations/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "endConversation", summary = "Extract and summarise a conversation without waiting")
    void end(Caller caller, @RequestBody Ended ended) {
        Scope scope = caller.scope(ended.userId(), ended.agentId(), ended.runId());
        if (ended.conversation() == null || ended.conversation().isBlank()) {
            throw new InvalidInputException("The field 'conversation' is missing.");
        }
        memories.of(caller).learning().endConversation(scope, ended.conversation());
    }

    @PostMapping("/api/v1/procedures")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addProcedure", summary = "Record how an agent did a task, so that it can be repeated")
    MemoryView procedure(Caller caller, @RequestBody Task task) {
        Scope scope = caller.scope(task.userId(), task.agentId(), task.runId());
        List<Turn> turns = (task.turns() == null ? List.<NewTurns.NewTurn>of() : task.turns())
                .stream().map(NewTurns.NewTurn::turn).toList();
        return MemoryView.of(memories.of(caller).learning().addProcedure(scope, turns));
    }
}
