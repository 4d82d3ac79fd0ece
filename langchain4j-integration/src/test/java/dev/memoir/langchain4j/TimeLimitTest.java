// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static dev.memoir.langchain4j.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.memoir.LongTermMemory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A memory that does not answer, or not in time. */
@Timeout(60)
class TimeLimitTest extends MemoryFixture {

    interface Assistant {
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    private static final Duration SHORT = Duration.ofMillis(200);

    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void release() {
        held.countDown();
    }

    private LongTermMemory hanging(String method) {
        known("My sister Ana moved to Lisbon.");
        return new FaultyMemory(memory).on(method, this::hang).memory;
    }

    private void hang() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Assistant assistant(MemoirAttachment memoir, ScriptedModel model) {
        return memoir.attachTo(AiServices.builder(Assistant.class).chatModel(model))
                .build();
    }

    @Test
    void a_call_goes_on_without_a_memory_that_hangs_and_is_stored() {
        ScriptedModel model = says("Still here.");
        try (MemoirAttachment limited =
                MemoirAttachment.builder(hanging("search")).timeout(SHORT).build()) {
            assertThat(assistant(limited, model).chat("Where does my sister live?", AS_ZOE))
                    .isEqualTo("Still here.");
            assertThat(model.lastPrompt()).isEqualTo("Where does my sister live?");
            assertThat(limited.awaitWritten(ZOE)).isTrue();
        }
        assertThat(memory.stats(ZOE).turns()).isEqualTo(3);
    }

    @Test
    void five_seconds_are_the_limit_where_nothing_else_is_said() {
        long started = System.nanoTime();
        assertThat(assistant(MemoirAttachment.with(hanging("search")), says("Still here."))
                        .chat("Where does my sister live?", AS_ZOE))
                .isEqualTo("Still here.");
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
    }

    @Test
    void what_is_not_written_in_time_is_not_waited_for_longer() {
        LongTermMemory slow = hanging("add");
        try (MemoirAttachment limited =
                MemoirAttachment.builder(slow).timeout(Duration.ofSeconds(2)).build()) {
            ScriptedModel model = says("Noted.");
            Assistant assistant = assistant(limited, model);
            assistant.chat("I live in Porto.", AS_ZOE);
            long started = System.nanoTime();
            assistant.chat("Where does my sister live?", AS_ZOE);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
            held.countDown();
        }
    }

    @Test
    void an_interrupted_call_goes_on_without_memory_and_stays_interrupted() {
        ScriptedModel model = says("Still here.");
        try (MemoirAttachment limited = MemoirAttachment.builder(hanging("search"))
                .timeout(Duration.ofMinutes(1))
                .build()) {
            Thread.currentThread().interrupt();
            assertThat(assistant(limited, model).chat("Where does my sister live?", AS_ZOE))
                    .isEqualTo("Still here.");
            assertThat(Thread.interrupted()).isTrue();
            held.countDown();
        }
    }

    @Test
    void a_retriever_and_a_profile_have_a_limit_too() {
        LongTermMemory slow = new FaultyMemory(hanging("search")).on("profile", this::hang).memory;
        ScopeResolver zoes = context -> java.util.Optional.of(ZOE);
        Query query = Query.from(
                "Where does my sister live?",
                Metadata.from(dev.langchain4j.data.message.UserMessage.from("Where?"), "zoe", List.of()));
        assertThat(new MemoirContentRetriever(slow, zoes, SHORT).retrieve(query))
                .isEmpty();
        InvocationContext call = InvocationContext.builder().build();
        assertThat(MemoirProfile.of(slow, zoes, 100, SHORT).apply("Be brief.", call))
                .isEqualTo("Be brief.");
    }

    @Test
    void a_search_has_what_the_framework_keeps_for_the_thread_of_the_call() {
        ThreadLocal<String> tenant = new ThreadLocal<>();
        AtomicReference<String> seen = new AtomicReference<>();
        LongTermMemory noting = new FaultyMemory(memory).on("search", () -> seen.set(tenant.get())).memory;
        tenant.set("acme");
        MemoirAttachment within = MemoirAttachment.builder(noting)
                .searchDecorator(search -> {
                    String mine = tenant.get();
                    return () -> {
                        tenant.set(mine);
                        search.run();
                    };
                })
                .build();
        assistant(within, says("Yes.")).chat("Where does my sister live?", AS_ZOE);
        assertThat(seen).hasValue("acme");
    }

    @Test
    void a_limit_that_lets_nothing_be_recalled_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        MemoirAttachment.builder(memory).timeout(Duration.ZERO).build())
                .withMessageContaining("PT0S");
    }
}
