// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static dev.memoir.spring.ScriptedModel.calls;
import static dev.memoir.spring.ScriptedModel.follows;
import static dev.memoir.spring.ScriptedModel.response;
import static dev.memoir.spring.ScriptedModel.says;
import static dev.memoir.spring.ScriptedModel.streams;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.SearchRequest;
import io.micrometer.context.ContextRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClient.ChatClientRequestSpec;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisor;
import org.springframework.ai.chat.client.advisor.api.StreamAdvisorChain;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Ways in which memory could affect a turn wrongly, by the numbers in the list of failures seen elsewhere. */
@Timeout(60)
class AdvisorCasesTest extends MemoryFixture {

    private static final Duration LONG = Duration.ofSeconds(20);

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

    @ParameterizedTest
    @EnumSource
    void case_3_a_chat_memory_inside_the_loop_of_tools_stores_the_users_own_words(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        ChatMemory window = MessageWindowChatMemory.builder().build();
        ChatClient client = ChatClient.builder(follows(calls("weather"), new AssistantMessage("Sunny.")))
                .defaultAdvisors(
                        advisor,
                        MessageChatMemoryAdvisor.builder(window)
                                .order(ToolCallingAdvisor.DEFAULT_ORDER + 700)
                                .build())
                .build();
        assertThat(way.ask(asZoe(client.prompt("Weather at my sister's?"))
                        .tools(new Tools())
                        .advisors(a -> a.param(ChatMemory.CONVERSATION_ID, "talk"))))
                .isEqualTo("Sunny.");
        assertThat(window.get("talk"))
                .extracting(Message::getText)
                .startsWith("Weather at my sister's?")
                .noneMatch(text -> text != null && text.contains("recalled-memory"));
    }

    @ParameterizedTest
    @EnumSource
    void case_4_a_recall_that_fails_changes_nothing_but_what_is_recalled(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        for (UnaryOperator<SearchRequest.Builder> failing : List.<UnaryOperator<SearchRequest.Builder>>of(
                search -> {
                    throw new IllegalStateException("broken");
                },
                search -> {
                    throw new NoClassDefFoundError("broken");
                },
                search -> search.limit(-1))) {
            ScriptedModel model = says("In Lisbon.");
            assertThat(way.ask(asZoe(client(model, failing, LONG).prompt("Where does my sister live?"))))
                    .isEqualTo("In Lisbon.");
            assertThat(model.prompts.get(0).getInstructions()).hasSize(1);
        }
        assertThat(remembered()).hasSize(7).endsWith("USER: Where does my sister live?", "ASSISTANT: In Lisbon.");
    }

    @ParameterizedTest
    @EnumSource
    void case_4_a_recall_that_hangs_does_not_hold_the_turn_and_the_turn_is_captured_once(Way way) {
        CountDownLatch held = new CountDownLatch(1);
        try {
            ScriptedModel model = says("In Lisbon.");
            ChatClient client = client(model, hanging(held), Duration.ofMillis(200));
            assertThat(way.ask(asZoe(client.prompt("Where does my sister live?"))))
                    .isEqualTo("In Lisbon.");
            assertThat(model.prompts.get(0).getInstructions()).hasSize(1);
        } finally {
            held.countDown();
        }
        assertThat(remembered()).containsExactly("USER: Where does my sister live?", "ASSISTANT: In Lisbon.");
    }

    @ParameterizedTest
    @EnumSource
    void case_5_two_of_them_capture_once_also_when_the_first_fails(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        LongTermMemoryAdvisor failing = LongTermMemoryAdvisor.builder(memory)
                .order(LongTermMemoryAdvisor.DEFAULT_ORDER - 1)
                .searchOptions(search -> {
                    throw new IllegalStateException("broken");
                })
                .build();
        ChatClient client =
                ChatClient.builder(model).defaultAdvisors(advisor, failing).build();
        way.ask(asZoe(client.prompt("Where does my sister live?")));
        assertThat(model.prompts.get(0).getInstructions()).hasSize(1);
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Where does my sister live?",
                        "ASSISTANT: In Lisbon.");
    }

    @Test
    void case_6_an_empty_stream_leaves_the_users_words() {
        assertThat(Way.STREAM.ask(asZoe(client(streams()).prompt("Hello?")))).isEmpty();
        assertThat(remembered()).containsExactly("USER: Hello?");
    }

    @Test
    void case_6_what_one_model_says_of_its_end_tells_nothing_of_another() {
        Way.STREAM.ask(
                asZoe(client(streams(named("telling", "In Lisbon.", "STOP"))).prompt("Where is Ana?")));
        Way.STREAM.ask(asZoe(client(streams(named("silent", "In Porto.", ""))).prompt("Where is Ben?")));
        Way.STREAM.ask(asZoe(client(streams(named("telling", "In F", ""))).prompt("Where is Cleo?")));
        Way.STREAM.ask(asZoe(client(streams(named("silent", "In Faro.", ""))).prompt("Where is Dan?")));
        assertThat(remembered())
                .containsExactly(
                        "USER: Where is Ana?",
                        "ASSISTANT: In Lisbon.",
                        "USER: Where is Ben?",
                        "ASSISTANT: In Porto.",
                        "USER: Where is Cleo?",
                        "USER: Where is Dan?",
                        "ASSISTANT: In Faro.");
    }

    private static ChatResponse named(String model, String answer, String finish) {
        return new ChatResponse(
                response(new AssistantMessage(answer), finish).getResults(),
                ChatResponseMetadata.builder().model(model).build());
    }

    @Test
    void case_6_thoughts_and_parts_without_a_response_are_no_answer_and_reach_the_application_unchanged() {
        ScriptedModel model = streams(
                response(thought("She must mean Ana. "), ""),
                response(new AssistantMessage("In "), ""),
                response(new AssistantMessage("Lisbon."), "STOP"));
        List<ChatClientResponse> parts = asZoe(ChatClient.builder(model)
                        .defaultAdvisors(advisor, new WithBlanks())
                        .build()
                        .prompt("Where does my sister live?"))
                .stream()
                .chatClientResponse()
                .collectList()
                .block(LONG);
        assertThat(parts).hasSizeGreaterThanOrEqualTo(3);
        assertThat(remembered()).containsExactly("USER: Where does my sister live?", "ASSISTANT: In Lisbon.");
    }

    @Test
    void case_6_thoughts_that_come_as_a_generation_before_the_answer_are_no_answer() {
        ChatResponse both = new ChatResponse(List.of(
                new Generation(thought("She must mean Ana.")), new Generation(new AssistantMessage("In Lisbon."))));
        Way.STREAM.ask(asZoe(client(streams(both)).prompt("Where does my sister live?")));
        assertThat(remembered()).containsExactly("USER: Where does my sister live?", "ASSISTANT: In Lisbon.");
    }

    @ParameterizedTest
    @EnumSource
    void case_7_an_advisor_that_takes_no_more_lets_turns_pass(Way way) {
        ScriptedModel model = says("Still here.");
        ChatClient client = client(model);
        advisor.close();
        advisor.close();
        assertThat(way.ask(asZoe(client.prompt("Are you there?")))).isEqualTo("Still here.");
        assertThat(remembered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void case_7_words_that_memory_cannot_take_do_not_break_the_chat(Way way) {
        String endless = "x".repeat(5 * 1024 * 1024);
        assertThat(way.ask(asZoe(client(says("Too long.")).prompt(endless)))).isEqualTo("Too long.");
        assertThat(remembered()).containsExactly("ASSISTANT: Too long.");
    }

    @ParameterizedTest
    @EnumSource
    void case_8_a_resolver_that_throws_or_names_nobody_leaves_the_turn_alone(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        for (ScopeResolver resolver : List.<ScopeResolver>of(
                context -> {
                    throw new IllegalStateException("no session");
                },
                context -> java.util.Optional.empty(),
                ScopeResolver.userFrom("chat_memory_user_id"))) {
            ScriptedModel model = says("Who are you?");
            LongTermMemoryAdvisor own =
                    LongTermMemoryAdvisor.builder(memory).scopes(resolver).build();
            assertThat(way.ask(asZoe(ChatClient.builder(model)
                            .defaultAdvisors(own)
                            .build()
                            .prompt("Where does my sister live?"))))
                    .isEqualTo("Who are you?");
            assertThat(model.prompts.get(0).getInstructions()).hasSize(1);
        }
        assertThat(remembered()).hasSize(1);
    }

    @Test
    void case_8_a_user_in_a_parameter_of_another_library_is_used_only_where_that_is_said() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        client(model)
                .prompt("Where does my sister live?")
                .advisors(a -> a.param("chat_memory_user_id", "zoe"))
                .call()
                .content();
        assertThat(model.prompts.get(0).getInstructions()).hasSize(1);
        ChatClient.builder(model)
                .defaultAdvisors(LongTermMemoryAdvisor.builder(memory)
                        .scopes(ScopeResolver.userFrom("chat_memory_user_id"))
                        .build())
                .build()
                .prompt("Where does my sister live?")
                .advisors(a -> a.param("chat_memory_user_id", "zoe"))
                .call()
                .content();
        assertThat(model.lastSystem()).contains("Lisbon in May");
    }

    @ParameterizedTest
    @EnumSource
    void case_9_a_tool_that_answers_directly_is_no_answer_of_the_assistant(Way way) {
        way.ask(asZoe(client(follows(calls("time"))).prompt("What time is it?").tools(new Tools())));
        assertThat(remembered()).containsExactly("USER: What time is it?");
    }

    @ParameterizedTest
    @EnumSource
    void case_9_an_application_that_calls_its_tools_itself_has_the_question_captured_once(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        AssistantMessage wants = calls("weather");
        ScriptedModel model = follows(wants, new AssistantMessage("Sunny."));
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(advisor)
                .defaultAdvisors(a -> a.param(
                        org.springframework.ai.chat.client.ChatClientAttributes.TOOL_CALLING_ADVISOR_AUTO_REGISTER
                                .getKey(),
                        false))
                .build();
        UserMessage question = new UserMessage("Weather at my sister's?");
        way.ask(asZoe(client.prompt().messages(question).tools(new Tools())));
        ToolResponseMessage told = ToolResponseMessage.builder()
                .responses(List.of(new ToolResponse("1", "weather", "sunny")))
                .build();
        assertThat(way.ask(asZoe(client.prompt().messages(question, wants, told).tools(new Tools()))))
                .isEqualTo("Sunny.");
        assertThat(model.lastSystem()).contains("Lisbon in May");
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Weather at my sister's?",
                        "ASSISTANT: Sunny.");
    }

    @ParameterizedTest
    @EnumSource
    void case_11_no_value_of_the_context_is_null(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        List<Map<String, ?>> contexts = new ArrayList<>();
        ChatClientRequestSpec request = asZoe(client(says("In Lisbon.")).prompt("Where does my sister live?"));
        if (way == Way.CALL) {
            contexts.add(request.call().chatClientResponse().context());
        } else {
            request.stream()
                    .chatClientResponse()
                    .collectList()
                    .block(LONG)
                    .forEach(part -> contexts.add(part.context()));
        }
        assertThat(contexts).isNotEmpty().allSatisfy(context -> {
            assertThat(context.values()).doesNotContainNull();
            assertThat(context).containsKey(LongTermMemoryAdvisor.SEARCH_RESULT);
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_turn_can_do_without_recall_or_capture(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        way.ask(asZoe(client(model).prompt("Where does my sister live?"))
                .advisors(a ->
                        a.param(LongTermMemoryAdvisor.RECALL, false).param(LongTermMemoryAdvisor.CAPTURE, "false")));
        assertThat(model.prompts.get(0).getInstructions()).hasSize(1);
        assertThat(remembered()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void of_several_system_messages_the_first_has_the_block(Way way) {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        way.ask(asZoe(client(model)
                .prompt()
                .messages(
                        new SystemMessage("Be brief."),
                        new SystemMessage("Be kind."),
                        new UserMessage("Where does my sister live?"))));
        assertThat(model.prompts.get(0).getSystemMessages())
                .extracting(SystemMessage::getText)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Be brief.").contains("recalled-memory"),
                        second -> assertThat(second).isEqualTo("Be kind."));
    }

    @Test
    void a_call_stays_on_its_callers_thread() {
        known("My sister Ana moved to Lisbon in May.");
        AtomicReference<Thread> asked = new AtomicReference<>();
        ScriptedModel model = new ScriptedModel(prompt -> {
            asked.set(Thread.currentThread());
            return new AssistantMessage("In Lisbon.");
        });
        ask(model, "Where does my sister live?");
        assertThat(asked.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void a_stream_does_not_hold_the_threads_that_search_memory() {
        known("My sister Ana moved to Lisbon in May.");
        AtomicReference<String> subscribed = new AtomicReference<>();
        StreamAdvisor next = new WithBlanks() {
            @Override
            public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
                subscribed.set(Thread.currentThread().getName());
                return chain.nextStream(request);
            }
        };
        Way.STREAM.ask(asZoe(ChatClient.builder(says("In Lisbon."))
                .defaultAdvisors(advisor, next)
                .build()
                .prompt("Where does my sister live?")));
        assertThat(subscribed.get()).startsWith("boundedElastic");
    }

    @Test
    void a_caller_that_is_interrupted_keeps_that_and_gets_its_answer() {
        CountDownLatch held = new CountDownLatch(1);
        try {
            Thread.currentThread().interrupt();
            assertThat(asZoe(client(says("In Lisbon."), hanging(held), LONG).prompt("Where does my sister live?"))
                            .call()
                            .content())
                    .isEqualTo("In Lisbon.");
            assertThat(Thread.interrupted()).isTrue();
        } finally {
            held.countDown();
        }
    }

    @Test
    void a_subscriber_does_not_wait_for_memory_and_an_event_loop_can_be_one() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        StringBuilder answer = new StringBuilder();
        Flux<String> stream =
                asZoe(client(says("In Lisbon."), hanging(held), LONG).prompt("Where does my sister live?")).stream()
                        .content()
                        .doFinally(signal -> ended.countDown());
        CountDownLatch subscribed = new CountDownLatch(1);
        Schedulers.parallel().schedule(() -> {
            stream.subscribe(answer::append);
            subscribed.countDown();
        });
        subscribed.await();
        assertThat(answer).isEmpty();
        held.countDown();
        ended.await();
        assertThat(answer).hasToString("In Lisbon.");
        assertThat(remembered()).containsExactly("USER: Where does my sister live?", "ASSISTANT: In Lisbon.");
    }

    @Test
    void a_stream_that_ends_or_is_left_on_an_event_loop_is_captured_all_the_same() {
        assertThat(asZoe(client(says("In Lisbon.")).prompt("Where does my sister live?")).stream()
                        .content()
                        .publishOn(Schedulers.parallel())
                        .take(1)
                        .collectList()
                        .block(LONG))
                .hasSize(1);
        await().untilAsserted(() -> assertThat(said(ZOE)).startsWith("USER: Where does my sister live?"));
    }

    @Test
    void a_stream_left_while_memory_is_still_searched_keeps_what_the_user_said() throws Exception {
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        try {
            ScriptedModel model = says("In Lisbon.");
            ChatClient client = client(
                    model,
                    search -> {
                        searching.countDown();
                        return hanging(held).apply(search);
                    },
                    LONG);
            Disposable subscription =
                    asZoe(client.prompt("I moved to Porto.")).stream().content().subscribe();
            searching.await();
            subscription.dispose();
            await().untilAsserted(() -> assertThat(said(ZOE)).containsExactly("USER: I moved to Porto."));
            assertThat(model.prompts).isEmpty();
        } finally {
            held.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_context_propagation_knows_of_the_caller_reaches_the_recall(Way way) {
        ThreadLocal<String> tenant = new ThreadLocal<>();
        ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", tenant);
        try {
            AtomicReference<String> seen = new AtomicReference<>();
            ChatClient client = client(
                    says("Hello."),
                    search -> {
                        seen.set(tenant.get());
                        return search;
                    },
                    LONG);
            if (way == Way.CALL) {
                tenant.set("acme");
                way.ask(asZoe(client.prompt("Hello?")));
            } else {
                asZoe(client.prompt("Hello?")).stream()
                        .content()
                        .contextWrite(context -> context.put("tenant", "acme"))
                        .blockLast(LONG);
            }
            assertThat(seen).hasValue("acme");
        } finally {
            tenant.remove();
            ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
        }
    }

    @Test
    void two_advisors_of_one_memory_see_each_others_turns() {
        for (int i = 0; i < 20; i++) {
            ScriptedModel model = says("Noted.");
            LongTermMemoryAdvisor one = LongTermMemoryAdvisor.builder(memory).build();
            LongTermMemoryAdvisor other = LongTermMemoryAdvisor.builder(memory).build();
            String code = String.valueOf(7000 + i);
            asZoe(ChatClient.builder(model)
                            .defaultAdvisors(one)
                            .build()
                            .prompt("The code of door " + i + " is " + code))
                    .call()
                    .content();
            asZoe(ChatClient.builder(model)
                            .defaultAdvisors(other)
                            .build()
                            .prompt("What is the code of door " + i + "?"))
                    .call()
                    .content();
            assertThat(model.lastSystem()).contains(code);
            one.close();
        }
        assertThat(remembered()).hasSize(80);
    }

    private ChatClient client(ScriptedModel model, UnaryOperator<SearchRequest.Builder> searching, Duration timeout) {
        return ChatClient.builder(model)
                .defaultAdvisors(LongTermMemoryAdvisor.builder(memory)
                        .searchOptions(searching)
                        .timeout(timeout)
                        .build())
                .build();
    }

    private static UnaryOperator<SearchRequest.Builder> hanging(CountDownLatch held) {
        return search -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return search;
        };
    }

    private static AssistantMessage thought(String text) {
        return AssistantMessage.builder()
                .content(text)
                .properties(Map.of("isThought", true))
                .build();
    }

    /** Puts a part without any response before the stream. */
    private static class WithBlanks implements StreamAdvisor {
        @Override
        public Flux<ChatClientResponse> adviseStream(ChatClientRequest request, StreamAdvisorChain chain) {
            return Flux.concat(
                    Flux.just(ChatClientResponse.builder()
                            .context(request.context())
                            .build()),
                    chain.nextStream(request));
        }

        @Override
        public String getName() {
            return "WithBlanks";
        }

        @Override
        public int getOrder() {
            return LongTermMemoryAdvisor.DEFAULT_ORDER + 1;
        }
    }
}
