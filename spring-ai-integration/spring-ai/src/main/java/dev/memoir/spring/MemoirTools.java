// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.tools.MemoryTools;
import dev.memoir.tools.ToolDescriptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;

/**
 * Memory tools for a model that decides itself what to look up and what to store:
 *
 * <pre>{@code
 * ChatClient client = ChatClient.builder(model)
 *         .defaultAdvisors(LongTermMemoryAdvisor.builder(memory).build())
 *         .defaultTools(MemoirTools.forCurrentTurn(memory))
 *         .build();
 * }</pre>
 *
 * <p>The application decides which scope a call uses; the model does not see it and cannot name another. The
 * {@link LongTermMemoryAdvisor} gives the tools the scope of its turn. It does not put it into the tool context, which
 * Spring AI sends to every MCP server that the chat uses. See {@link MemoryTools} for what the tools return; none
 * throws. Thread-safe.
 */
public final class MemoirTools implements ToolCallbackProvider {

    private final List<MemoryTool> tools;

    private MemoirTools(LongTermMemory memory, ToolScope scope) {
        MemoryTools actions = new MemoryTools(memory);
        Map<String, String> query = Map.of(ToolDescriptions.QUERY, ToolDescriptions.QUERY_DESCRIPTION);
        Map<String, String> text = Map.of(ToolDescriptions.TEXT, ToolDescriptions.TEXT_DESCRIPTION);
        Map<String, String> id = Map.of(ToolDescriptions.ID, ToolDescriptions.ID_DESCRIPTION);
        Map<String, String> idAndText = Map.of(
                ToolDescriptions.ID,
                ToolDescriptions.ID_DESCRIPTION,
                ToolDescriptions.TEXT,
                ToolDescriptions.TEXT_DESCRIPTION);
        tools = List.of(
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.SEARCH_MEMORY, ToolDescriptions.SEARCH_MEMORY_DESCRIPTION, query),
                        scope,
                        (turn, given) ->
                                actions.in(turn.zone()).searchMemory(turn.scope(), given.get(ToolDescriptions.QUERY))),
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.ADD_MEMORY, ToolDescriptions.ADD_MEMORY_DESCRIPTION, text),
                        scope,
                        (turn, given) ->
                                actions.in(turn.zone()).addMemory(turn.scope(), given.get(ToolDescriptions.TEXT))),
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.UPDATE_MEMORY, ToolDescriptions.UPDATE_MEMORY_DESCRIPTION, idAndText),
                        scope,
                        (turn, given) -> actions.in(turn.zone())
                                .updateMemory(
                                        turn.scope(),
                                        given.get(ToolDescriptions.ID),
                                        given.get(ToolDescriptions.TEXT))),
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.DELETE_MEMORY, ToolDescriptions.DELETE_MEMORY_DESCRIPTION, id),
                        scope,
                        (turn, given) ->
                                actions.in(turn.zone()).deleteMemory(turn.scope(), given.get(ToolDescriptions.ID))),
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.LIST_MEMORIES, ToolDescriptions.LIST_MEMORIES_DESCRIPTION, Map.of()),
                        scope,
                        (turn, given) -> actions.in(turn.zone()).listMemories(turn.scope())));
    }

    /**
     * {@return the tools of one scope, for a chat that belongs to one user anyway}
     *
     * @param memory the memory that the tools read and write
     * @param scope the scope of every call
     */
    public static MemoirTools forScope(LongTermMemory memory, Scope scope) {
        return new MemoirTools(memory, new ToolScope.Bound(new ToolTurn(scope, null)));
    }

    /**
     * {@return tools that use the scope of the current turn}, as {@link #forCurrentTurn(LongTermMemory, ScopeResolver)}
     * with {@link ScopeResolver#fromParameters()}
     *
     * @param memory the memory that the tools read and write
     */
    public static MemoirTools forCurrentTurn(LongTermMemory memory) {
        return forCurrentTurn(memory, ScopeResolver.fromParameters());
    }

    /**
     * {@return tools that use the scope of the current turn} A {@link LongTermMemoryAdvisor} in the chain gives them
     * its turn's scope. Without one, the scope is resolved from the tool context; a call without a scope is answered
     * that there is no memory.
     *
     * @param memory the memory that the tools read and write
     * @param scopes the resolver of the scope from the tool context, if there is no advisor
     */
    public static MemoirTools forCurrentTurn(LongTermMemory memory, ScopeResolver scopes) {
        return new MemoirTools(memory, new ToolScope.OfTurn(scopes));
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return tools.toArray(ToolCallback[]::new);
    }

    /** Returns the tools of a request with the memory tools bound to its turn, or empty if there are none. */
    static Optional<List<ToolCallback>> bound(List<ToolCallback> callbacks, ToolTurn turn) {
        List<ToolCallback> bound = callbacks.stream()
                .map(callback -> callback instanceof MemoryTool tool ? tool.boundTo(turn) : callback)
                .toList();
        return bound.equals(callbacks) ? Optional.empty() : Optional.of(bound);
    }
}
