// SPDX-License-Identifier: Apache-2.0
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
 * Memory tools for an AI service, for a model that decides itself what to look up and what to store:
 *
 * <pre>{@code
 * Assistant assistant = AiServices.builder(Assistant.class)
 *         .chatModel(model)
 *         .tools(new MemoirTools(memory, ScopeResolver.fromInvocationParameters()))
 *         .build();
 * }</pre>
 *
 * <p>The application resolves the scope of a call from its invocation context; the model neither sees it nor can choose
 * another. A call without a scope gets the reply that there is no memory. The tools remain visible if tool search is
 * enabled. See {@link MemoryTools} for their results; they never throw. Thread-safe.
 */
public final class MemoirTools {

    private final MemoryTools tools;
    private final LenientScopeResolver scopes;

    /**
     * Creates the tools.
     *
     * @param memory the memory to read and write
     * @param scopes resolves the scope of a call
     */
    public MemoirTools(LongTermMemory memory, ScopeResolver scopes) {
        this.tools = new MemoryTools(memory);
        this.scopes = new LenientScopeResolver(scopes);
    }

    /**
     * {@return the search results as text, or that there are none}
     *
     * @param query the query
     * @param call the context of the call, passed by LangChain4j
     */
    @Tool(
            name = ToolDescriptions.SEARCH_MEMORY,
            value = ToolDescriptions.SEARCH_MEMORY_DESCRIPTION,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String searchMemory(
            @P(name = ToolDescriptions.QUERY, value = ToolDescriptions.QUERY_DESCRIPTION) @Nullable String query,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.searchMemory(scope, query));
    }

    /**
     * {@return a confirmation with the id of the new memory}
     *
     * @param text the text to store
     * @param call the context of the call, passed by LangChain4j
     */
    @Tool(
            name = ToolDescriptions.ADD_MEMORY,
            value = ToolDescriptions.ADD_MEMORY_DESCRIPTION,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String addMemory(
            @P(name = ToolDescriptions.TEXT, value = ToolDescriptions.TEXT_DESCRIPTION) @Nullable String text,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.addMemory(scope, text));
    }

    /**
     * {@return a confirmation, or the reason of the failure}
     *
     * @param id the id of the memory
     * @param text the new text
     * @param call the context of the call, passed by LangChain4j
     */
    @Tool(
            name = ToolDescriptions.UPDATE_MEMORY,
            value = ToolDescriptions.UPDATE_MEMORY_DESCRIPTION,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String updateMemory(
            @P(name = ToolDescriptions.ID, value = ToolDescriptions.ID_DESCRIPTION) @Nullable String id,
            @P(name = ToolDescriptions.TEXT, value = ToolDescriptions.TEXT_DESCRIPTION) @Nullable String text,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.updateMemory(scope, id, text));
    }

    /**
     * {@return a confirmation, or the reason of the failure}
     *
     * @param id the id of the memory
     * @param call the context of the call, passed by LangChain4j
     */
    @Tool(
            name = ToolDescriptions.DELETE_MEMORY,
            value = ToolDescriptions.DELETE_MEMORY_DESCRIPTION,
            searchBehavior = SearchBehavior.ALWAYS_VISIBLE)
    public String deleteMemory(
            @P(name = ToolDescriptions.ID, value = ToolDescriptions.ID_DESCRIPTION) @Nullable String id,
            InvocationContext call) {
        return scoped(call, (tools, scope) -> tools.deleteMemory(scope, id));
    }

    /**
     * {@return the latest memories, or that there are none}
     *
     * @param call the context of the call, passed by LangChain4j
     */
    @Tool(
            name = ToolDescriptions.LIST_MEMORIES,
            value = ToolDescriptions.LIST_MEMORIES_DESCRIPTION,
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
