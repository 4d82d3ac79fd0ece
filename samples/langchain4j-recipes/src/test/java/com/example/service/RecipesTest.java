// SPDX-License-Identifier: Apache-2.0
package com.example.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.ModelStandIn;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.capture.TurnWriter;
import dev.memoir.langchain4j.ScopeResolver;
import dev.memoir.testing.WordEmbedder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final String SISTER = "My sister Ana moved to Lisbon in May.";
    private static final InvocationParameters AS_ZOE = InvocationParameters.from("userId", "zoe");

    private final ModelStandIn model = new ModelStandIn();
    private LongTermMemory memory;

    @BeforeEach
    void open(@TempDir Path directory) {
        memory = LongTermMemory.builder()
                .directory(directory)
                .embedder(new WordEmbedder())
                .open();
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void a_memory_id_of_any_type_names_the_user_and_the_conversation() {
        Conversations.Assistant assistant = Conversations.assistant(memory, model);
        assistant.chat(new Conversations.Conversation("zoe", 1), SISTER);
        assistant.chat(new Conversations.Conversation("zoe", 2), "Where does my sister live?");
        assertThat(model.lastPrompt()).contains("user: " + SISTER);
        assistant.chat(new Conversations.Conversation("tom", 1), "Where does my sister live?");
        assertThat(model.lastPrompt()).isEqualTo("Where does my sister live?");
        assertThat(turns(ZOE))
                .extracting(StoredTurn::conversation)
                .containsExactly(
                        "Conversation[user=zoe, number=1]",
                        "Conversation[user=zoe, number=1]",
                        "Conversation[user=zoe, number=2]",
                        "Conversation[user=zoe, number=2]");
    }

    @Test
    void a_scope_resolver_reads_any_argument_of_the_call() {
        Tenants.Assistant assistant = Tenants.assistant(memory, model);
        assistant.chat(new Tenants.Customer("acme", "7"), SISTER);
        assistant.chat(new Tenants.Customer("acme", "7"), "Where does my sister live?");
        assertThat(model.lastPrompt()).contains("user: " + SISTER);
        assistant.chat(new Tenants.Customer("other", "7"), "Where does my sister live?");
        assertThat(model.lastPrompt()).isEqualTo("Where does my sister live?");
    }

    @Test
    void a_stream_recalls_calls_tools_and_is_stored_when_it_is_complete() {
        memory.add(ZOE, Turn.user(SISTER));
        Streams.Assistant assistant =
                Streams.assistant(memory, model.streaming(), ScopeResolver.fromInvocationParameters());
        assertThat(answer(assistant.chat("[add_memory {\"text\": \"Zoe likes Lisbon.\"}] My sister?", AS_ZOE)))
                .contains("Stored");
        assertThat(model.prompts().get(0)).contains("user: " + SISTER);
        assertThat(memory.list(ListRequest.builder(ZOE).build()).items())
                .extracting(Memory::text)
                .containsExactly("Zoe likes Lisbon.");
        assertThat(lines(ZOE)).hasSize(3).last().asString().startsWith("ASSISTANT: Stored");
    }

    /** A thread-bound user is known where the call begins, and not to tools, which run on the thread of the stream. */
    @Test
    void tools_of_a_stream_do_not_see_a_user_that_is_bound_to_the_calling_thread() {
        memory.add(ZOE, Turn.user(SISTER));
        ThreadLocal<String> login = ThreadLocal.withInitial(() -> null);
        Streams.Assistant assistant = Streams.assistant(
                memory,
                model.streaming(),
                call -> Optional.ofNullable(login.get()).map(Scope::user));
        login.set("zoe");
        String answer = answer(
                assistant.chat("[search_memory {\"query\": \"sister\"}] My sister?", new InvocationParameters()));
        assertThat(model.prompts().get(0)).contains("user: " + SISTER);
        assertThat(answer).startsWith("There is no memory for this call");
        assertThat(lines(ZOE)).as("both sides of the turn are hers").hasSize(3);
    }

    @Test
    void guardrails_decide_what_is_remembered() {
        Iterator<String> answers = List.of("You fool.", "Thank you.", "Fine.").iterator();
        ModelStandIn rude = new ModelStandIn(prompt -> answers.next());
        Redaction.Assistant assistant = Redaction.assistant(memory, rude);
        assertThat(assistant.chat("zoe", "My pin is 123456.")).isEqualTo("Thank you.");
        assistant.chat("zoe", "What is my pin?");
        assertThat(rude.prompts()).allSatisfy(prompt -> assertThat(prompt).doesNotContain("123456"));
        assertThat(lines(ZOE))
                .containsExactly(
                        "USER: My pin is [number].",
                        "ASSISTANT: Thank you.",
                        "USER: What is my pin?",
                        "ASSISTANT: Fine.");
    }

    @Test
    void the_retriever_alone_is_one_source_among_others_and_stores_nothing() {
        memory.add(ZOE, Turn.user(SISTER));
        Result<String> answer = Documents.assistant(memory, model, Documents.handbook())
                .ask("When does a train leave to my sister?", AS_ZOE);
        assertThat(model.lastPrompt()).contains("Trains to Lisbon leave at nine.", SISTER);
        assertThat(answer.sources())
                .anySatisfy(source -> assertThat(source.textSegment().metadata().getString("memoir_id"))
                        .isEqualTo(turns(ZOE).get(0).id()));
        assertThat(lines(ZOE)).hasSize(1);
    }

    private static String answer(TokenStream stream) {
        CompletableFuture<String> whole = new CompletableFuture<>();
        stream.onPartialResponse(part -> {})
                .onCompleteResponse(
                        response -> whole.complete(response.aiMessage().text()))
                .onError(whole::completeExceptionally)
                .start();
        return whole.join();
    }

    private List<StoredTurn> turns(Scope scope) {
        await().atMost(Duration.ofMinutes(1)).until(() -> TurnWriter.of(memory).awaitWritten(scope));
        return memory.listTurns(ListRequest.builder(scope).build()).items();
    }

    private List<String> lines(Scope scope) {
        return turns(scope).stream()
                .map(turn -> turn.turn().role() + ": " + turn.text())
                .toList();
    }
}
