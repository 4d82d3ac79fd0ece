// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static dev.memoir.spring.ScriptedModel.calls;
import static dev.memoir.spring.ScriptedModel.follows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.Turn;
import dev.memoir.tools.ToolDescriptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.util.JsonHelper;

/** A model that searches and writes the memory itself. */
class MemoirToolsTest extends MemoryFixture {

    @Test
    void a_model_that_calls_the_search_gets_what_its_user_said() {
        known("My sister Ana moved to Lisbon in May.");
        assertThat(called("search_memory", "{\"query\": \"Where does Ana live?\"}", "zoe"))
                .startsWith("<recalled-memory>")
                .contains("user, id ", ": My sister Ana moved to Lisbon in May.");
        assertThat(called("search_memory", "{\"query\": \"Where does Ana live?\"}", "tom"))
                .startsWith("Nothing in memory");
    }

    @Test
    void a_model_adds_changes_lists_and_deletes() {
        called("add_memory", "{\"text\": \"Zoe likes tea.\"}", "zoe");
        String id = memories(ZOE).get(0).id();
        assertThat(called("update_memory", "{\"id\": \"" + id + "\", \"text\": \"Zoe likes coffee.\"}", "zoe"))
                .isEqualTo("Updated.");
        assertThat(called("list_memories", "{}", "zoe")).contains(id, "Zoe likes coffee.");
        assertThat(called("delete_memory", "{\"id\": \"" + id + "\"}", "zoe")).isEqualTo("Deleted.");
        assertThat(memories(ZOE)).isEmpty();
    }

    @Test
    void a_model_deletes_what_was_said_by_the_id_that_a_search_shows() {
        known("My sister Ana moved to Lisbon in May.");
        String found = called("search_memory", "{\"query\": \"Ana\"}", "zoe");
        String id = found.replaceAll("(?s).*, id ([0-9a-f-]{36}): .*", "$1");

        assertThat(called("delete_memory", "{\"id\": \"" + id + "\"}", "zoe")).isEqualTo("Deleted.");

        assertThat(called("search_memory", "{\"query\": \"Ana\"}", "zoe")).doesNotContain("Lisbon");
        assertThat(memory.unsuppress(ZOE, id)).as("it is hidden, not destroyed").hasSize(1);
    }

    @Test
    void a_model_sees_exactly_query_text_and_id() {
        Map<String, Set<?>> seen = Arrays.stream(
                        MemoirTools.forCurrentTurn(memory).getToolCallbacks())
                .collect(Collectors.toMap(
                        tool -> tool.getToolDefinition().name(),
                        tool -> properties(tool).keySet()));
        assertThat(seen)
                .isEqualTo(Map.of(
                        "search_memory", Set.of("query"),
                        "add_memory", Set.of("text"),
                        "update_memory", Set.of("id", "text"),
                        "delete_memory", Set.of("id"),
                        "list_memories", Set.of()));
    }

    @Test
    void a_user_that_the_model_names_is_not_asked() {
        known("My sister Ana moved to Lisbon in May.");
        assertThat(called("search_memory", "{\"query\": \"Ana\", \"memoir.user-id\": \"zoe\"}", "tom"))
                .startsWith("Nothing in memory");
    }

    @Test
    void another_users_memory_cannot_be_reached_by_its_id() {
        String id = memory.store(
                        StoreRequest.builder(ZOE).text("Zoe likes tea.").build())
                .memories()
                .get(0)
                .id();
        assertThat(called("update_memory", "{\"id\": \"" + id + "\", \"text\": \"x\"}", "tom"))
                .startsWith("There is no memory with that id");
        assertThat(called("delete_memory", "{\"id\": \"" + id + "\"}", "tom"))
                .startsWith("There is no memory with that id");
        assertThat(memories(ZOE)).extracting(Memory::text).containsExactly("Zoe likes tea.");
    }

    @Test
    void case_15_a_request_without_a_tool_context_does_not_break_the_chat() {
        ScriptedModel model = follows(calls("list_memories"), new AssistantMessage("Done."));
        String answer = ChatClient.builder(model)
                .defaultTools(MemoirTools.forCurrentTurn(memory))
                .build()
                .prompt("Go on.")
                .call()
                .content();
        assertThat(answer).isEqualTo("Done.");
        assertThat(told(model)).isEqualTo(ToolDescriptions.NO_SCOPE);
    }

    @Test
    void case_15_a_tool_context_that_names_the_user_is_enough_without_an_advisor() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model =
                follows(calls("search_memory", "{\"query\": \"Where does Ana live?\"}"), new AssistantMessage("Done."));
        ChatClient.builder(model)
                .defaultTools(MemoirTools.forCurrentTurn(memory))
                .build()
                .prompt("Go on.")
                .toolContext(Map.of(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
        assertThat(told(model)).contains("Lisbon");
    }

    @Test
    void case_15_a_tool_context_that_names_nobody_is_told_that_there_is_no_memory() {
        ToolCallback list = tool("list_memories");
        assertThat(list.call("{}", new ToolContext(Map.of("exchange", "x")))).isEqualTo(ToolDescriptions.NO_SCOPE);
        assertThat(list.call("{}", new ToolContext(Map.of(LongTermMemoryAdvisor.USER_ID, "a b"))))
                .isEqualTo(ToolDescriptions.NO_SCOPE);
        assertThat(list.call("{}", null)).isEqualTo(ToolDescriptions.NO_SCOPE);
    }

    @Test
    void the_turn_decides_and_not_a_tool_context_that_is_left_from_elsewhere() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model =
                follows(calls("search_memory", "{\"query\": \"Where does Ana live?\"}"), new AssistantMessage("Done."));
        as(client(model).prompt("Go on.").tools(MemoirTools.forCurrentTurn(memory)), "tom")
                .toolContext(Map.of(LongTermMemoryAdvisor.USER_ID, "zoe"))
                .call()
                .content();
        assertThat(told(model)).startsWith("Nothing in memory");
    }

    @Test
    void the_advisor_puts_no_scope_into_the_tool_context_which_goes_to_other_servers() {
        ScriptedModel model = follows(new AssistantMessage("Done."));
        as(client(model).prompt("Go on.").tools(MemoirTools.forCurrentTurn(memory)), "zoe")
                .call()
                .content();
        assertThat(model.prompts.get(0).getOptions())
                .isInstanceOfSatisfying(
                        ToolCallingChatOptions.class,
                        options -> assertThat(options.getToolContext()).isNullOrEmpty());
    }

    @Test
    void tools_of_one_scope_stay_its_own_in_anyones_turn() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model =
                follows(calls("search_memory", "{\"query\": \"Where does Ana live?\"}"), new AssistantMessage("Done."));
        as(client(model).prompt("Go on.").tools(MemoirTools.forScope(memory, ZOE)), "tom")
                .call()
                .content();
        assertThat(told(model)).contains("Lisbon");
    }

    @Test
    void they_work_in_a_stream_and_together_with_tools_of_the_application() {
        memory.add(ZOE, Turn.user("My sister Ana moved to Lisbon in May."));
        ScriptedModel model = follows(
                calls("search_memory", "{\"query\": \"Where does Ana live?\"}"),
                calls("weather"),
                new AssistantMessage("Sunny."));
        List<String> words = as(
                        client(model)
                                .prompt("Weather at my sister's?")
                                .tools(new Tools(), MemoirTools.forCurrentTurn(memory)),
                        "zoe")
                .stream()
                .content()
                .collectList()
                .block(java.time.Duration.ofSeconds(20));
        assertThat(String.join("", words)).isEqualTo("Sunny.");
        assertThat(model.prompts.get(1).getInstructions())
                .filteredOn(ToolResponseMessage.class::isInstance)
                .singleElement()
                .satisfies(response -> assertThat(((ToolResponseMessage) response)
                                .getResponses()
                                .get(0)
                                .responseData())
                        .contains("Lisbon"));
    }

    @Test
    void arguments_that_are_no_object_are_asked_for_again() {
        for (String broken : List.of("{", "[1]", "null", "\"Ana\"", "{\"query\": ")) {
            assertThat(called("search_memory", broken, "zoe")).startsWith("The arguments are no JSON object");
        }
        assertThat(called("search_memory", "", "zoe")).contains("query");
        assertThat(called("search_memory", "{\"query\": null}", "zoe")).contains("query");
        assertThat(called("search_memory", "{\"query\": {\"text\": 7}}", "zoe")).startsWith("<recalled-memory>");
    }

    @Test
    void a_closed_memory_is_reported_to_the_model_and_breaks_nothing() {
        memory.close();
        assertThat(called("list_memories", "{}", "zoe")).startsWith("Memory is not available");
    }

    private ToolCallback tool(String name) {
        return Arrays.stream(MemoirTools.forCurrentTurn(memory).getToolCallbacks())
                .filter(tool -> tool.getToolDefinition().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<?, ?> properties(ToolCallback tool) {
        return (Map<?, ?>) new JsonHelper()
                .fromJsonToMap(tool.getToolDefinition().inputSchema())
                .get("properties");
    }

    private List<Memory> memories(Scope scope) {
        return memory.list(ListRequest.builder(scope).build()).items();
    }

    /** Returns the result of a tool that a model calls in a user's turn. */
    private String called(String tool, String arguments, String user) {
        ScriptedModel model = follows(calls(tool, arguments), new AssistantMessage("Done."));
        as(client(model).prompt("Go on.").tools(MemoirTools.forCurrentTurn(memory)), user)
                .call()
                .content();
        return told(model);
    }

    private static String told(ScriptedModel model) {
        Prompt last = model.prompts.get(1);
        return ((ToolResponseMessage)
                        last.getInstructions().get(last.getInstructions().size() - 1))
                .getResponses()
                .get(0)
                .responseData();
    }
}
