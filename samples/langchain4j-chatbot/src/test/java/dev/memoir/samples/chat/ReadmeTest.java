// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.memoir.llm.LanguageModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands there. */
class ReadmeTest {

    private static final Path README = Path.of("..", "..", "README.md");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @TempDir
    private Path folder;

    @Test
    void the_example_of_plain_core_finds_the_sister() throws Exception {
        String printed = printed(snippet("memory.search("), "unused", "", String.class);
        assertThat(printed).contains("<recalled-memory>", "user: My sister Ana moved to Lisbon in May.");
    }

    @Test
    void the_example_of_ai_services_puts_what_was_recalled_before_the_model() throws Exception {
        List<String> prompts = new ArrayList<>();
        ChatModel scripted = new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                prompts.add(request.messages().toString());
                return ChatResponse.builder()
                        .aiMessage(AiMessage.from("answer " + prompts.size()))
                        .build();
            }
        };
        String printed = printed(snippet("AiServices.builder("), "model", scripted, ChatModel.class);
        assertThat(prompts).hasSize(2);
        assertThat(prompts.get(0)).doesNotContain("<recalled-memory>");
        assertThat(prompts.get(1)).contains("<recalled-memory>", "user: My sister Ana moved to Lisbon in May.");
        assertThat(printed).contains("answer 2");
    }

    @Test
    void the_example_of_facts_replaces_what_changed_and_keeps_its_history() throws Exception {
        LanguageModel scripted = (messages, schema) -> messages.toString().contains("I live in Lisbon now") ? """
                  {"operations":[["UPDATE 1","The user lives in Lisbon.","user; Lisbon","","1","I live in Lisbon now"]]}""" : """
                  {"operations":[["FACT","The user lives in Porto.","user; Porto","","1","I live in Porto"]]}""";
        String printed = printed(snippet("languageModel(model)"), "model", scripted, LanguageModel.class);
        assertThat(printed.lines())
                .containsExactly(
                        "The user lives in Porto.",
                        "  ADD The user lives in Porto.",
                        "  SUPERSEDE The user lives in Lisbon.",
                        "The user lives in Lisbon.",
                        "  ADD The user lives in Lisbon.");
    }

    @Test
    void there_is_no_example_that_is_not_run() throws IOException {
        assertThat(Snippet.of(README)).hasSize(4);
    }

    /** The Spring module's tests start this class as a process, kill it and start it again. */
    @Test
    void the_spring_boot_application_is_the_one_that_its_module_runs() throws IOException {
        String run = Files.readString(README.resolveSibling(
                "spring-ai-integration/autoconfigure/src/test/java/dev/memoir/spring/app/Assistant.java"));
        assertThat(snippet("@SpringBootApplication")
                        .contains(run.substring(run.indexOf("import ")).strip()))
                .isTrue();
        assertThat(run.substring(run.indexOf("@SpringBootApplication")).lines()).hasSizeLessThanOrEqualTo(15);
    }

    @Test
    void its_commands_and_links_exist() throws IOException {
        String text = Files.readString(README);
        assertThat(text).contains("./memoir chat", "./memoir web", "./mvnw -B verify");
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            assertThat(README.resolveSibling(link.group(1))).exists();
        }
    }

    private static Snippet snippet(String part) throws IOException {
        return Snippet.of(README).stream()
                .filter(snippet -> snippet.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private String printed(Snippet snippet, String parameter, Object argument, Class<?> type) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            snippet.with("my-memory", folder.resolve("memory"))
                    .with("my-facts", folder.resolve("facts"))
                    .run(folder, parameter, argument, type);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
