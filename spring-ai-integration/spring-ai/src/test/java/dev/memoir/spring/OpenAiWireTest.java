// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.LongTermMemory;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.llm.LanguageModel;
import dev.memoir.spring.OpenAiStandIn.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.rag.advisor.RetrievalAugmentationAdvisor;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.JsonNode;

/** The requests that reach OpenAI, and what the ledger holds afterwards. */
class OpenAiWireTest extends MemoryFixture {

    private static final Duration LONG = Duration.ofSeconds(30);

    private OpenAiStandIn server;
    private OpenAiChatModel model;

    /** The two ways to call a client. */
    enum Way {
        CALL {
            @Override
            String ask(ChatClientRequestSpec request) {
                return request.call().content();
            }
        },
        STREAM {
            @Override
            String ask(ChatClientRequestSpec request) {
                return String.join("", request.stream().content().collectList().block(LONG));
            }
        };

        abstract String ask(ChatClientRequestSpec request);
    }

    @BeforeEach
    void start() throws IOException {
        server = new OpenAiStandIn();
        model = OpenAiChatModel.builder()
                .options(OpenAiChatOptions.builder()
                        .baseUrl(server.url())
                        .apiKey("none")
                        .model("stand-in")
                        .maxRetries(0)
                        .timeout(LONG)
                        .build())
                .build();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void the_block_is_in_the_system_message_and_the_ledger_has_both_sides(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        server.replies(new Reply.Says("She lives in Lisbon."));
        assertThat(way.ask(asZoe(client(model).prompt().system("Be brief.").user("Where does my sister live?"))))
                .isEqualTo("She lives in Lisbon.");
        assertThat(server.requests).hasSize(1);
        assertThat(server.systems().get(0))
                .startsWith("Be brief.\n\n<recalled-memory>")
                .contains("user: My sister Ana moved to Lisbon in May.")
                .endsWith("</recalled-memory>");
        assertThat(OpenAiStandIn.texts(server.requests.get(0), "user")).isEqualTo("Where does my sister live?");
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Where does my sister live?",
                        "ASSISTANT: She lives in Lisbon.");
    }

    @ParameterizedTest
    @EnumSource
    void cases_1_and_2_any_number_of_tool_rounds_is_one_recall_and_one_capture_and_every_round_has_the_block(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        for (int rounds = 0; rounds <= 3; rounds++) {
            server.requests.clear();
            List<Reply> replies = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                replies.add(new Reply.Calls("weather", "{}"));
            }
            replies.add(new Reply.Says("Sunny " + rounds + "."));
            server.follows(replies.toArray(Reply[]::new));
            AtomicInteger recalls = new AtomicInteger();
            LongTermMemoryAdvisor counting = LongTermMemoryAdvisor.builder(memory)
                    .searchOptions(search -> {
                        recalls.incrementAndGet();
                        return search;
                    })
                    .build();
            Tools tools = new Tools();
            assertThat(way.ask(asZoe(ChatClient.builder(model)
                            .defaultAdvisors(counting)
                            .build()
                            .prompt("Weather at my sister's? " + rounds)
                            .tools(tools))))
                    .isEqualTo("Sunny " + rounds + ".");
            assertThat(recalls).hasValue(1);
            assertThat(tools.calls).isEqualTo(rounds);
            assertThat(server.systems())
                    .hasSize(rounds + 1)
                    .allSatisfy(system -> assertThat(system)
                            .containsOnlyOnce("<recalled-memory>")
                            .contains("Lisbon in May"));
        }
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Weather at my sister's? 0",
                        "ASSISTANT: Sunny 0.",
                        "USER: Weather at my sister's? 1",
                        "ASSISTANT: Sunny 1.",
                        "USER: Weather at my sister's? 2",
                        "ASSISTANT: Sunny 2.",
                        "USER: Weather at my sister's? 3",
                        "ASSISTANT: Sunny 3.");
    }

    @ParameterizedTest
    @EnumSource
    void the_answer_is_what_the_application_got(Way way) {
        server.follows(new Reply.Calls("Let me look. ", "weather", "{}"), new Reply.Says("Sunny in Lisbon."));
        String answer = way.ask(asZoe(client(model).prompt("Weather?").tools(new Tools())));
        assertThat(answer).isEqualTo(way == Way.CALL ? "Sunny in Lisbon." : "Let me look. Sunny in Lisbon.");
        assertThat(remembered()).containsExactly("USER: Weather?", "ASSISTANT: " + answer);
    }

    @ParameterizedTest
    @EnumSource
    void a_memory_tool_is_offered_with_query_alone_and_answers_with_what_its_user_said(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        server.follows(new Reply.Calls("search_memory", "{\"query\":\"Ana\"}"), new Reply.Says("In Lisbon."));
        assertThat(way.ask(asZoe(client(model).prompt("Look it up.").tools(MemoirTools.forCurrentTurn(memory)))))
                .isEqualTo("In Lisbon.");
        List<String> properties = new ArrayList<>();
        for (JsonNode tool : server.requests.get(0).path("tools")) {
            JsonNode function = tool.path("function");
            properties.add(function.path("name").asString() + " "
                    + function.path("parameters").path("properties").propertyNames());
        }
        assertThat(properties)
                .containsExactlyInAnyOrder(
                        "search_memory [query]",
                        "add_memory [text]",
                        "update_memory [id, text]",
                        "delete_memory [id]",
                        "list_memories []");
        assertThat(OpenAiStandIn.texts(server.requests.get(1), "tool")).contains("Lisbon in May");
    }

    @ParameterizedTest
    @EnumSource
    void a_server_that_fails_or_answers_nonsense_leaves_the_users_words_alone(Way way) {
        List<Reply> bad = List.of(
                new Reply.Fails(500, "{\"error\":{\"message\":\"down\"}}"),
                new Reply.Fails(401, "{\"error\":{\"message\":\"who?\"}}"),
                new Reply.Fails(200, "{\"choices\": \"nonsense"));
        for (int i = 0; i < bad.size(); i++) {
            server.replies(bad.get(i));
            int attempt = i;
            if (way == Way.CALL || i < 2) {
                assertThatThrownBy(() -> way.ask(asZoe(client(model).prompt("Attempt " + attempt))))
                        .isInstanceOf(RuntimeException.class);
            }
        }
        assertThat(remembered()).allSatisfy(said -> assertThat(said).startsWith("USER: Attempt "));
        assertThat(said(ZOE)).hasSize(way == Way.CALL ? 3 : 2);
    }

    @Test
    void a_stream_that_breaks_in_the_middle_leaves_the_users_words_and_no_half_answer() {
        server.replies(new Reply.Breaks("She lives in Lisbon, near the river.", 3));
        assertThatThrownBy(() -> Way.STREAM.ask(asZoe(client(model).prompt("Where does my sister live?"))))
                .isInstanceOf(RuntimeException.class);
        assertThat(remembered()).containsExactly("USER: Where does my sister live?");
    }

    @Test
    void a_stream_that_ends_before_the_model_has_finished_leaves_no_half_answer() {
        server.replies(new Reply.Says("Yes."));
        Way.STREAM.ask(asZoe(client(model).prompt("Do you know my sister?")));
        server.replies(new Reply.Ends("She lives in Lisbon, near the river.", 3));
        assertThat(Way.STREAM.ask(asZoe(client(model).prompt("Where does she live?"))))
                .isEqualTo("She lives in ");
        assertThat(remembered())
                .containsExactly("USER: Do you know my sister?", "ASSISTANT: Yes.", "USER: Where does she live?");
    }

    @Test
    void a_stream_that_is_cancelled_leaves_the_users_words_and_no_half_answer() {
        server.replies(new Reply.Endless("and so on "));
        List<String> read = asZoe(client(model).prompt("Tell me a story.")).stream()
                .content()
                .take(5)
                .collectList()
                .block(LONG);
        assertThat(read).hasSize(5);
        assertThat(remembered()).containsExactly("USER: Tell me a story.");
    }

    @ParameterizedTest
    @EnumSource
    void sixty_four_users_at_once_hear_only_themselves(Way way) throws Exception {
        server.replies(request -> {
            String said = OpenAiStandIn.texts(request, "user");
            return new Reply.Says("Heard: " + said.substring(said.lastIndexOf('\n') + 1));
        });
        ChatClient client = client(model);
        int users = 64;
        for (int i = 0; i < users; i++) {
            memory.add(Scope.user("user" + i), Turn.user("My code is secret-" + i + "."));
        }
        ExecutorService threads = Executors.newFixedThreadPool(users);
        try {
            List<Callable<String>> chats = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                String question = "What is my code? I am number " + i + ".";
                String user = "user" + i;
                chats.add(() -> way.ask(as(client.prompt(question), user)));
            }
            List<Future<String>> answers = threads.invokeAll(chats);
            for (int i = 0; i < users; i++) {
                assertThat(answers.get(i).get()).isEqualTo("Heard: What is my code? I am number " + i + ".");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.requests).hasSize(users).allSatisfy(request -> {
            String said = OpenAiStandIn.texts(request, "user");
            String number = said.substring("What is my code? I am number ".length(), said.length() - 1);
            assertThat(List.of(OpenAiStandIn.texts(request, "system").split("secret-", -1)))
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith(number + ".");
        });
        memory.close();
        open();
        for (int i = 0; i < users; i++) {
            assertThat(said(Scope.user("user" + i)))
                    .containsExactly(
                            "USER: My code is secret-" + i + ".",
                            "USER: What is my code? I am number " + i + ".",
                            "ASSISTANT: Heard: What is my code? I am number " + i + ".");
        }
    }

    @ParameterizedTest
    @EnumSource
    void case_3_beside_a_chat_memory_and_a_retrieval_everyone_has_the_users_own_words(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        server.replies(new Reply.Says("In Lisbon."));
        ChatMemory window = MessageWindowChatMemory.builder().build();
        List<String> retrieved = new ArrayList<>();
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(
                        RetrievalAugmentationAdvisor.builder()
                                .documentRetriever(query -> {
                                    retrieved.add(query.text());
                                    return List.of(new Document("Lisbon is the capital of Portugal."));
                                })
                                .build(),
                        advisor,
                        MessageChatMemoryAdvisor.builder(window).build())
                .build();
        for (String question : List.of("Where does my sister live?", "Are you sure?")) {
            assertThat(way.ask(asZoe(client.prompt(question))
                            .advisors(a -> a.param(ChatMemory.CONVERSATION_ID, "talk 1"))))
                    .isEqualTo("In Lisbon.");
        }
        assertThat(retrieved).containsExactly("Where does my sister live?", "Are you sure?");
        assertThat(window.get("talk 1"))
                .extracting(Message::getText)
                .containsExactly("Where does my sister live?", "In Lisbon.", "Are you sure?", "In Lisbon.");
        assertThat(server.requests).hasSize(2).allSatisfy(request -> {
            assertThat(OpenAiStandIn.texts(request, "user")).contains("capital of Portugal");
            assertThat(OpenAiStandIn.texts(request, "system"))
                    .contains("Lisbon in May")
                    .doesNotContain("capital");
        });
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Where does my sister live?",
                        "ASSISTANT: In Lisbon.",
                        "USER: Are you sure?",
                        "ASSISTANT: In Lisbon.");
    }

    @Test
    void case_10_an_entity_still_parses_and_its_format_is_not_remembered() {
        known("My sister Ana moved to Lisbon in May.");
        server.replies(new Reply.Says("{\"name\": \"Lisbon\"}"));
        assertThat(asZoe(client(model).prompt("Where does my sister live?"))
                        .call()
                        .entity(City.class))
                .isEqualTo(new City("Lisbon"));
        assertThat(server.systems().get(0)).contains("Lisbon in May");
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Where does my sister live?",
                        "ASSISTANT: {\"name\": \"Lisbon\"}");
    }

    @ParameterizedTest
    @EnumSource
    void an_image_goes_along_and_only_the_words_are_remembered(Way way) {
        known("My cat is called Miu.");
        server.replies(new Reply.Says("That is Miu."));
        way.ask(asZoe(client(model).prompt())
                .user(user -> user.text("Which cat is this?")
                        .media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(new byte[] {1, 2, 3}))));
        assertThat(server.requests.get(0).path("messages").toString())
                .contains("image_url", "data:image/png;base64,AQID");
        assertThat(server.systems().get(0)).contains("My cat is called Miu.");
        assertThat(remembered())
                .containsExactly("USER: My cat is called Miu.", "USER: Which cat is this?", "ASSISTANT: That is Miu.");
    }

    @Test
    void case_13_what_openai_embeds_is_the_memorys_text(@TempDir Path directory) {
        EmbeddingModel embeddings = OpenAiEmbeddingModel.builder()
                .options(OpenAiEmbeddingOptions.builder()
                        .baseUrl(server.url())
                        .apiKey("none")
                        .model("words-64")
                        .build())
                .build();
        SpringEmbedder embedder = SpringEmbedder.of(embeddings);
        assertThat(embedder.id()).isEqualTo("spring-ai/words-64/64");
        server.requests.clear();
        try (LongTermMemory own =
                LongTermMemory.builder().directory(directory).embedder(embedder).open()) {
            own.add(ZOE, Turn.user("I like tea."));
        }
        assertThat(server.requests)
                .as("four for the scale of its similarities, one for the turn")
                .hasSize(5)
                .last()
                .satisfies(
                        request -> assertThat(request.path("input").toString()).isEqualTo("[\"I like tea.\"]"));
    }

    @Test
    void a_language_model_sends_the_schema_and_no_tools() {
        server.replies(new Reply.Says("{\"facts\": []}"));
        String reply = new SpringLanguageModel(model)
                .complete(
                        List.of(
                                new LanguageModel.Message(Role.SYSTEM, "Find facts."),
                                new LanguageModel.Message(Role.USER, "I moved.")),
                        "{\"type\":\"object\",\"properties\":{\"facts\":{\"type\":\"array\",\"items\":{\"type\":"
                                + "\"string\"}}},\"required\":[\"facts\"],\"additionalProperties\":false}");
        assertThat(reply).isEqualTo("{\"facts\": []}");
        JsonNode sent = server.requests.get(0);
        assertThat(sent.path("response_format").path("type").asString()).isEqualTo("json_schema");
        assertThat(sent.path("response_format").toString()).contains("facts");
        assertThat(sent.has("tools")).isFalse();
        assertThat(OpenAiStandIn.texts(sent, "system")).isEqualTo("Find facts.");
    }
}
