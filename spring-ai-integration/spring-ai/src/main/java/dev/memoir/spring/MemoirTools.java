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
 * Memory as tools of a model that decides itself what to look up and what to keep:
 *
 * <pre>{@code
 * ChatClient client = ChatClient.builder(model)
 *         .defaultAdvisors(LongTermMemoryAdvisor.builder(memory).build())
 *         .defaultTools(MemoirTools.ofTurn(memory))
 *         .build();
 * }</pre>
 *
 * <p>Whose memory a call is about is said by the application; the model does not see it and cannot name another. The
 * {@link LongTermMemoryAdvisor} gives the tools the scope of its turn. It does not put it into the tool context, which
 * Spring AI sends to every MCP server that the chat uses. See {@link MemoryTools} for what the tools return; none throws.
 * Thread-safe.
 */
public final class MemoirTools implements ToolCallbackProvider {

    private final List<MemoryTool> tools;

    private MemoirTools(LongTermMemory memory, ToolScope scope) {
        MemoryTools does = new MemoryTools(memory);
        Map<String, String> query = Map.of(ToolDescriptions.QUERY, ToolDescriptions.QUERY_MEANS);
        Map<String, String> text = Map.of(ToolDescriptions.TEXT, ToolDescriptions.TEXT_MEANS);
        Map<String, String> id = Map.of(ToolDescriptions.ID, ToolDescriptions.ID_MEANS);
        Map<String, String> idAndText = Map.of(
                ToolDescriptions.ID, ToolDescriptions.ID_MEANS, ToolDescriptions.TEXT, ToolDescriptions.TEXT_MEANS);
        tools = List.of(
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.SEARCH_MEMORY, ToolDescriptions.SEARCH_MEMORY_DOES, query),
                        scope,
                        (turn, given) ->
                                does.in(turn.zone()).searchMemory(turn.scope(), given.get(ToolDescriptions.QUERY))),
                new MemoryTool(
                        MemoryTool.definition(ToolDescriptions.ADD_MEMORY, ToolDescriptions.ADD_MEMORY_DOES, text),
                        scope,
                        (turn, given) ->
                                does.in(turn.zone()).addMemory(turn.scope(), given.get(ToolDescriptions.TEXT))),
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.UPDATE_MEMORY, ToolDescriptions.UPDATE_MEMORY_DOES, idAndText),
                        scope,
                        (turn, given) -> does.in(turn.zone())
                                .updateMemory(
                                        turn.scope(),
                                        given.get(ToolDescriptions.ID),
                                        given.get(ToolDescriptions.TEXT))),
                new MemoryTool(
                        MemoryTool.definition(ToolDescriptions.DELETE_MEMORY, ToolDescriptions.DELETE_MEMORY_DOES, id),
                        scope,
                        (turn, given) ->
                                does.in(turn.zone()).deleteMemory(turn.scope(), given.get(ToolDescriptions.ID))),
                new MemoryTool(
                        MemoryTool.definition(
                                ToolDescriptions.LIST_MEMORIES, ToolDescriptions.LIST_MEMORIES_DOES, Map.of()),
                        scope,
                        (turn, given) -> does.in(turn.zone()).listMemories(turn.scope())));
    }

    /**
     * {@return the tools of one scope, for a chat that is one user's anyway}
     *
     * @param memory what the tools read and write
     * @param scope whose memory, in every call
     */
    public static MemoirTools forScope(LongTermMemory memory, Scope scope) {
        return new MemoirTools(memory, new ToolScope.Bound(new ToolTurn(scope, null)));
    }

    /**
     * {@return tools for whoever's turn it is}, as {@link #ofTurn(LongTermMemory, ScopeResolver)} with
     * {@link ScopeResolver#fromParameters()}
     *
     * @param memory what the tools read and write
     */
    public static MemoirTools ofTurn(LongTermMemory memory) {
        return ofTurn(memory, ScopeResolver.fromParameters());
    }

    /**
     * {@return tools for whoever's turn it is} A {@link LongTermMemoryAdvisor} in the chain gives them its turn's scope.
     * Without one, the scope is resolved from the tool context; a call that has none is told that there is no memory.
     *
     * @param memory what the tools read and write
     * @param scopes tells from the tool context whose memory a call is about, where no advisor says it
     */
    public static MemoirTools ofTurn(LongTermMemory memory, ScopeResolver scopes) {
        return new MemoirTools(memory, new ToolScope.OfTurn(scopes));
    }

    @Override
    public ToolCallback[] getToolCallbacks() {
        return tools.toArray(ToolCallback[]::new);
    }

    /** The tools of a request with those of memory bound to its turn, or nothing if none of them is. */
    static Optional<List<ToolCallback>> bound(List<ToolCallback> callbacks, ToolTurn turn) {
        List<ToolCallback> bound = callbacks.stream()
                .map(callback -> callback instanceof MemoryTool tool ? tool.boundTo(turn) : callback)
                .toList();
        return bound.equals(callbacks) ? Optional.empty() : Optional.of(bound);
    }
}
