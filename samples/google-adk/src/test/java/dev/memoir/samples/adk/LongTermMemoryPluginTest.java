// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.adk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.adk.agents.LlmAgent;
import com.google.adk.events.Event;
import com.google.adk.memory.MemoryEntry;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.runner.Runner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.MemoryItem;
import dev.memoir.Scope;
import dev.memoir.capture.TurnWriter;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin and the memory service, run by ADK's own in-memory runner with a scripted model. */
class LongTermMemoryPluginTest {

    private static final String SISTER = "My sister Ana moved to Lisbon in May.";
    private static final String QUESTION = "Where does my sister live?";

    @TempDir
    private Path folder;

    private final ScriptedLlm model = new ScriptedLlm();
    private LongTermMemory memory;
    private InMemoryRunner runner;

    @BeforeEach
    void open() {
        memory = LongTermMemory.builder()
                .directory(folder)
                .embedder(new WordEmbedder())
                .open();
        runner = runner("diary");
    }

    @AfterEach
    void close() {
        memory.close();
    }

    private InMemoryRunner runner(String app) {
        LlmAgent agent = LlmAgent.builder()
                .name("assistant")
                .model(model)
                .instruction("Be kind.")
                .tools(FunctionTool.create(WeatherTool.class, "weather"))
                .build();
        return new InMemoryRunner(agent, app, List.of(new LongTermMemoryPlugin(memory)));
    }

    /** Public, so that ADK may call it. */
    public static final class WeatherTool {

        private WeatherTool() {}

        @Schema(name = "weather", description = "The weather of a city")
        public static Map<String, Object> weather(@Schema(name = "city", description = "The city") String city) {
            return Map.of("weather", "Sunny in " + city);
        }
    }

    private Session session(InMemoryRunner in, String user) {
        return in.sessionService().createSession(in.appName(), user).blockingGet();
    }

    private List<Event> say(InMemoryRunner in, Session session, String text) {
        List<Event> events = in.runAsync(session.userId(), session.id(), Content.fromParts(Part.fromText(text)))
                .toList()
                .blockingGet();
        assertThat(TurnWriter.of(memory).awaitWritten(SessionTurns.scope(session), Duration.ofSeconds(20)))
                .isTrue();
        return events;
    }

    private List<String> stored(String user) {
        return memory.listTurns(ListRequest.builder(Scope.user(user)).build()).items().stream()
                .map(MemoryItem::text)
                .sorted()
                .toList();
    }

    @Test
    void what_was_said_in_one_session_is_recalled_in_another_of_the_same_user_and_application_only() {
        say(runner, session(runner, "zoe"), SISTER);
        assertThat(model.instructions(0)).contains("Be kind.").doesNotContain("<recalled-memory>");
        say(runner, session(runner, "zoe"), QUESTION);
        assertThat(model.instructions(1)).contains("Be kind.", "<recalled-memory>", SISTER);
        say(runner, session(runner, "tom"), QUESTION);
        assertThat(model.instructions(2)).doesNotContain("Lisbon");
        InMemoryRunner other = runner("other");
        say(other, session(other, "zoe"), QUESTION);
        assertThat(model.instructions(3)).doesNotContain("Lisbon");
        assertThat(stored("zoe")).containsExactly(SISTER, "Noted.", "Noted.", "Noted.", QUESTION, QUESTION);
    }

    @Test
    void every_model_call_of_a_turn_has_the_block_once_and_tools_are_not_remembered() {
        say(runner, session(runner, "zoe"), SISTER + " {city} is a word in braces.");
        model.answer(Part.fromFunctionCall("weather", Map.of("city", "Lisbon")));
        model.answer(Part.fromText("She lives in the sun."));
        List<Event> events = say(runner, session(runner, "zoe"), QUESTION);
        assertThat(events).as("call, result, answer").hasSize(3);
        assertThat(events.get(1).toJson()).contains("Sunny in Lisbon");
        assertThat(model.requests()).isEqualTo(3);
        for (int request = 1; request < 3; request++) {
            assertThat(model.instructions(request))
                    .containsOnlyOnce("<recalled-memory>")
                    .contains("{city} is a word");
        }
        assertThat(stored("zoe"))
                .hasSize(4)
                .contains("She lives in the sun.")
                .noneMatch(text -> text.contains("Sunny"));
    }

    @Test
    void what_is_in_the_session_already_is_not_recalled_again() {
        Session session = session(runner, "zoe");
        say(runner, session, SISTER);
        say(runner, session, QUESTION);
        assertThat(model.instructions(1)).doesNotContain("Lisbon");
    }

    @Test
    void the_documented_runner_recalls_by_itself_and_its_tool_searches_the_same_memory() {
        say(runner, session(runner, "zoe"), SISTER);
        Runner documented = DiaryRunner.of(model, memory);
        model.answer(Part.fromFunctionCall("loadMemory", Map.of("query", "sister")));
        Session session =
                documented.sessionService().createSession("diary", "zoe").blockingGet();
        List<Event> events = documented
                .runAsync("zoe", session.id(), Content.fromParts(Part.fromText(QUESTION)))
                .toList()
                .blockingGet();
        assertThat(events).hasSize(3);
        assertThat(events.get(1).toJson()).as("the result of the tool").contains("Lisbon");
        assertThat(model.instructions(1)).contains("<recalled-memory>", SISTER);
    }

    @Test
    void a_closed_memory_does_not_fail_a_turn() {
        memory.close();
        Session session = session(runner, "zoe");
        List<Event> events = runner.runAsync(session.userId(), session.id(), Content.fromParts(Part.fromText(QUESTION)))
                .toList()
                .blockingGet();
        assertThat(events).hasSize(1);
        assertThat(model.instructions(0)).doesNotContain("<recalled-memory>");
    }

    @Test
    void the_words_of_the_user_are_kept_when_the_model_fails() {
        model.fail();
        Session session = session(runner, "zoe");
        assertThatThrownBy(() -> say(runner, session, SISTER)).hasMessageContaining("not available");
        assertThat(TurnWriter.of(memory).awaitWritten(Scope.user("zoe"), Duration.ofSeconds(20)))
                .isTrue();
        assertThat(stored("zoe")).containsExactly(SISTER);
    }

    @Test
    void a_session_that_is_added_twice_and_was_captured_too_is_stored_once() {
        Session session = session(runner, "zoe");
        say(runner, session, SISTER);
        LongTermMemoryService service = new LongTermMemoryService(memory);
        for (int i = 0; i < 2; i++) {
            Session read = runner.sessionService()
                    .getSession("diary", "zoe", session.id(), Optional.empty())
                    .blockingGet();
            service.addSessionToMemory(read).blockingAwait();
        }
        assertThat(stored("zoe")).containsExactly(SISTER, "Noted.");
    }

    @Test
    void the_service_finds_what_was_said_with_its_author_and_time() {
        say(runner, session(runner, "zoe"), SISTER);
        LongTermMemoryService service = new LongTermMemoryService(memory);
        List<MemoryEntry> found =
                service.searchMemory("diary", "zoe", QUESTION).blockingGet().memories();
        assertThat(found).anySatisfy(entry -> {
            assertThat(SessionTurns.text(entry.content())).isEqualTo(SISTER);
            assertThat(entry.author()).isEqualTo("user");
            assertThat(entry.timestamp()).matches("20\\d\\d-.*Z");
        });
        assertThat(service.searchMemory("diary", "tom", QUESTION).blockingGet().memories())
                .isEmpty();
        assertThat(service.searchMemory("other", "zoe", QUESTION).blockingGet().memories())
                .isEmpty();
        assertThat(service.searchMemory("diary", "zoe", " ").blockingGet().memories())
                .isEmpty();
        memory.close();
        assertThat(service.searchMemory("diary", "zoe", QUESTION).blockingGet().memories())
                .as("a tool that finds nothing does not fail the turn")
                .isEmpty();
    }
}
