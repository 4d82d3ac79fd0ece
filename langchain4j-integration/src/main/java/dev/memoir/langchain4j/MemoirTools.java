package dev.memoir.langchain4j;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.SearchBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.invocation.InvocationContext;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.tools.MemoryTools;
import dev.memoir.tools.ToolDescriptions;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Memory as tools of an AI service, for a model that decides itself what to look up and what to keep:
 *
 * <pre>{@code
 * Assistant assistant = AiServices.builder(Assistant.class)
 *         .chatModel(model)
 *         .tools(new MemoirTools(memory, ScopeResolver.fromInvocationParameters()))
 *         .build();
 * }</pre>
 *
 * <p>Whose memory a call is about is resolved by the application from the invocation; the model does not see it and cannot
 * name another. A call without a scope is told that there is no memory. The tools stay visible under a tool search. See
 * {@link MemoryTools} for what they return; none throws. Thread-safe.
 */
public final class MemoirTools {

    private final MemoryTools tools;
    private final LenientScopeResolver scopes;

    /**
     * @param memory what the tools read and write
     * @param scopes tells whose memory a call is about
     */
    public MemoirTools(LongTermMemory memory, ScopeResolver scopes) {
        this.tools = new MemoryTools(memory);
        this.scopes = new LenientScopeResolver(scopes);
    }

    /**
     * {@return what memory knows, or that it knows nothing}
     *
     * @param query what is asked
     * @param call the call, which LangChain4j passes
     */
    @Tool(
            name = ToolDescriptions.SEARCH_MEMORY,
            value = ToolDescriptions.SEARCH_MEMORY_DOES,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String searchMemory(
            @P(name = ToolDescriptions.QUERY, value = ToolDescriptions.QUERY_MEANS) @Nullable String query,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.searchMemory(scope, query));
    }

    /**
     * {@return the new memory's id, as text}
     *
     * @param text what to store
     * @param call the call, which LangChain4j passes
     */
    @Tool(
            name = ToolDescriptions.ADD_MEMORY,
            value = ToolDescriptions.ADD_MEMORY_DOES,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String addMemory(
            @P(name = ToolDescriptions.TEXT, value = ToolDescriptions.TEXT_MEANS) @Nullable String text,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.addMemory(scope, text));
    }

    /**
     * {@return that it is done, or why not}
     *
     * @param id the memory's id
     * @param text its new words
     * @param call the call, which LangChain4j passes
     */
    @Tool(
            name = ToolDescriptions.UPDATE_MEMORY,
            value = ToolDescriptions.UPDATE_MEMORY_DOES,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String updateMemory(
            @P(name = ToolDescriptions.ID, value = ToolDescriptions.ID_MEANS) @Nullable String id,
            @P(name = ToolDescriptions.TEXT, value = ToolDescriptions.TEXT_MEANS) @Nullable String text,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.updateMemory(scope, id, text));
    }

    /**
     * {@return that it is done, or why not}
     *
     * @param id the memory's id
     * @param call the call, which LangChain4j passes
     */
    @Tool(
            name = ToolDescriptions.DELETE_MEMORY,
            value = ToolDescriptions.DELETE_MEMORY_DOES,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String deleteMemory(
            @P(name = ToolDescriptions.ID, value = ToolDescriptions.ID_MEANS) @Nullable String id,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.deleteMemory(scope, id));
    }

    /**
     * {@return the latest memories, or that there are none}
     *
     * @param call the call, which LangChain4j passes
     */
    @Tool(
            name = ToolDescriptions.LIST_MEMORIES,
            value = ToolDescriptions.LIST_MEMORIES_DOES,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String listMemories(InvocationContext call) {
        return scoped(call, MemoryTools::listMemories);
    }

    private String scoped(@Nullable InvocationContext call, BiFunction<MemoryTools, Scope, String> tool) {
        return scopes.of(call)
                .map(scope -> tool.apply(tools.in(CallZone.of(call)), scope))
                .orElse(ToolDescriptions.NO_SCOPE);
    }
}
