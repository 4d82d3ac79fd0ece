// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A model that looks things up and keeps them itself. */
class ToolsTest extends MemoryFixture {

    interface Assistant {
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    @Test
    void a_model_that_calls_the_search_gets_what_is_known() {
        known("My sister Ana moved to Lisbon in May.");
        assertThat(called("search_memory", "{\"query\": \"Where does Ana live?\"}", AS_ZOE))
                .startsWith("<recalled-memory>")
                .contains("user, id ", ": My sister Ana moved to Lisbon in May.");
    }

    @Test
    void a_model_adds_changes_lists_and_deletes() {
        called("add_memory", "{\"text\": \"Zoe likes tea.\"}", AS_ZOE);
        String id = memories(ZOE).get(0).id();
        assertThat(called("update_memory", "{\"id\": \"" + id + "\", \"text\": \"Zoe likes coffee.\"}", AS_ZOE))
                .isEqualTo("Updated.");
        assertThat(called("list_memories", "{}", AS_ZOE)).contains(id, "Zoe likes coffee.");
        assertThat(called("delete_memory", "{\"id\": \"" + id + "\"}", AS_ZOE)).isEqualTo("Deleted.");
        assertThat(memories(ZOE)).isEmpty();
    }

    @Test
    void a_model_deletes_what_was_said_by_the_id_that_a_search_shows() {
        known("My sister Ana moved to Lisbon in May.");
        String found = called("search_memory", "{\"query\": \"Ana\"}", AS_ZOE);
        String id = found.replaceAll("(?s).*, id ([0-9a-f-]{36}): .*", "$1");

        assertThat(called("delete_memory", "{\"id\": \"" + id + "\"}", AS_ZOE)).isEqualTo("Deleted.");

        assertThat(called("search_memory", "{\"query\": \"Ana\"}", AS_ZOE)).startsWith("Nothing in memory");
        assertThat(memory.unsuppress(ZOE, id)).as("it is hidden, not destroyed").hasSize(1);
    }

    @Test
    void a_model_sees_no_parameter_that_could_name_a_user() {
        Map<String, Set<String>> seen = ToolSpecifications.toolSpecificationsFrom(tools()).stream()
                .collect(Collectors.toMap(ToolSpecification::name, ToolsTest::parameters));
        assertThat(seen)
                .isEqualTo(Map.of(
                        "search_memory", Set.of("query"),
                        "add_memory", Set.of("text"),
                        "update_memory", Set.of("id", "text"),
                        "delete_memory", Set.of("id"),
                        "list_memories", Set.of()));
        assertThat(ToolSpecifications.toolSpecificationsFrom(tools()))
                .allSatisfy(tool -> assertThat(tool.metadata().toString()).contains("ALWAYS_VISIBLE"));
    }

    @Test
    void a_user_that_the_model_names_is_not_asked() {
        known("My sister Ana moved to Lisbon in May.");
        assertThat(called("search_memory", "{\"query\": \"Ana\", \"userId\": \"zoe\", \"call\": {}}", as("tom")))
                .startsWith("Nothing in memory");
    }

    @Test
    void another_users_memory_cannot_be_reached_by_its_id() {
        String id = memory.store(
                        StoreRequest.builder(ZOE).text("Zoe likes tea.").build())
                .memories()
                .get(0)
                .id();
        assertThat(called("update_memory", "{\"id\": \"" + id + "\", \"text\": \"x\"}", as("tom")))
                .startsWith("There is no memory with that id");
        assertThat(called("delete_memory", "{\"id\": \"" + id + "\"}", as("tom")))
                .startsWith("There is no memory with that id");
        assertThat(memories(ZOE)).extracting(Memory::text).containsExactly("Zoe likes tea.");
    }

    @Test
    void a_call_that_names_nobody_is_told_that_there_is_no_memory() {
        assertThat(called("add_memory", "{\"text\": \"Zoe likes tea.\"}", new InvocationParameters()))
                .startsWith("There is no memory for this call");
        assertThat(tools().listMemories(null)).startsWith("There is no memory for this call");
    }

    @Test
    void an_argument_that_the_model_left_out_is_asked_for() {
        assertThat(called("search_memory", "{}", AS_ZOE)).contains("query");
    }

    private MemoirTools tools() {
        return new MemoirTools(memory, ScopeResolver.fromInvocationParameters());
    }

    private List<Memory> memories(Scope scope) {
        return memory.list(ListRequest.builder(scope).build()).items();
    }

    /** The results of tools for the model that calls them. */
    private String called(String tool, String arguments, InvocationParameters as) {
        ScriptedModel model = ScriptedModel.follows(
                AiMessage.from(ToolExecutionRequest.builder()
                        .id("1")
                        .name(tool)
                        .arguments(arguments)
                        .build()),
                AiMessage.from("Done."));
        AiServices.builder(Assistant.class)
                .chatModel(model)
                .tools(tools())
                .build()
                .chat("Go on.", as);
        List<ChatMessage> told = model.requests.get(1).messages();
        return ((ToolExecutionResultMessage) told.get(told.size() - 1)).text();
    }

    private static Set<String> parameters(ToolSpecification tool) {
        return tool.parameters() == null
                ? Set.of()
                : tool.parameters().properties().keySet();
    }
}
