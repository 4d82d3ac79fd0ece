// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static dev.memoir.spring.ScriptedModel.calls;
import static dev.memoir.spring.ScriptedModel.follows;
import static dev.memoir.spring.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.ListRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoreRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;

class LongTermMemoryAdvisorTest extends MemoryFixture {

    @Test
    void known_items_are_in_the_system_message_and_both_sides_of_the_turn_are_stored_once() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        String answer = asZoe(client(model).prompt().system("Be brief.").user("Where does my sister live?"))
                .call()
                .content();
        assertThat(answer).isEqualTo("In Lisbon.");
        assertThat(model.lastSystem())
                .startsWith("Be brief.\n\n<recalled-memory>")
                .contains("user: My sister Ana moved to Lisbon in May.")
                .endsWith("</recalled-memory>");
        assertThat(model.prompts.get(0).getUserMessage().getText()).isEqualTo("Where does my sister live?");
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Where does my sister live?",
                        "ASSISTANT: In Lisbon.");
    }

    @Test
    void a_profile_precedes_the_recalled_block_if_it_is_enabled() {
        memory.store(StoreRequest.builder(ZOE).text("The user likes {tea}.").build());
        ScriptedModel model = says("Tea.");
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(
                        LongTermMemoryAdvisor.builder(memory).profile(200).build())
                .build();
        asZoe(client.prompt().system("Be brief.").user("What do I like?"))
                .call()
                .content();
        assertThat(model.lastSystem())
                .startsWith("Be brief.\n\n<memory-profile>\n")
                .contains("- The user likes {tea}.\n</memory-profile>\n\n<recalled-memory>\n");
    }

    @Test
    void a_turn_without_anything_to_recall_is_left_as_it_is() {
        ScriptedModel model = says("Hello.");
        ask(model, "Hi");
        assertThat(model.prompts.get(0).getInstructions()).hasSize(1);
    }

    @Test
    void the_next_turn_knows_the_last_one_at_once() {
        ScriptedModel model = says("Noted.");
        for (int i = 0; i < 10; i++) {
            ask(model, "The code of door " + i + " is " + (7000 + i));
            ask(model, "What is the code of door " + i + "?");
            assertThat(model.lastSystem()).contains("The code of door " + i + " is " + (7000 + i));
        }
    }

    @Test
    void a_loop_of_tools_recalls_once_and_every_round_sees_it() {
        known("My sister Ana moved to Lisbon in May.");
        Tools tools = new Tools();
        ScriptedModel model = follows(calls("weather"), calls("weather"), new AssistantMessage("Sunny in Lisbon."));
        asZoe(client(model).prompt("Weather at my sister's?").tools(tools))
                .call()
                .content();
        assertThat(tools.calls).isEqualTo(2);
        assertThat(model.prompts)
                .hasSize(3)
                .allSatisfy(prompt ->
                        assertThat(prompt.getSystemMessage().getText()).containsOnlyOnce("<recalled-memory>"));
        assertThat(remembered())
                .containsExactly(
                        "USER: My sister Ana moved to Lisbon in May.",
                        "USER: Weather at my sister's?",
                        "ASSISTANT: Sunny in Lisbon.");
    }

    @Test
    void a_streamed_loop_of_tools_recalls_once_and_captures_once() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = follows(calls("weather"), new AssistantMessage("Sunny in Lisbon."));
        String streamed = String.join(
                "",
                asZoe(client(model).prompt("Weather at my sister's?").tools(new Tools())).stream()
                        .content()
                        .collectList()
                        .block(Duration.ofSeconds(20)));
        assertThat(streamed).isEqualTo("Sunny in Lisbon.");
        assertThat(model.prompts).hasSize(2);
        assertThat(remembered())
                .containsSubsequence("USER: Weather at my sister's?", "ASSISTANT: Sunny in Lisbon.")
                .hasSize(3);
    }

    @Test
    void a_tool_that_answers_directly_is_no_answer_of_the_assistant() {
        asZoe(client(follows(calls("time"))).prompt("What time is it?").tools(new Tools()))
                .call()
                .content();
        assertThat(remembered()).containsExactly("USER: What time is it?");
    }

    @Test
    void a_stream_is_remembered_whole_and_once() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("She lives in Lisbon.");
        List<String> words = asZoe(client(model).prompt("Where does my sister live?")).stream()
                .content()
                .collectList()
                .block(Duration.ofSeconds(20));
        assertThat(words).hasSizeGreaterThan(1);
        assertThat(model.lastSystem()).contains("Lisbon in May");
        assertThat(remembered()).endsWith("USER: Where does my sister live?", "ASSISTANT: She lives in Lisbon.");
    }

    @Test
    void a_cancelled_stream_leaves_the_users_words_and_no_half_answer() {
        asZoe(client(says("She lives in Lisbon.")).prompt("Where does my sister live?")).stream()
                .content()
                .take(1)
                .blockLast(Duration.ofSeconds(20));
        assertThat(remembered()).containsExactly("USER: Where does my sister live?");
    }

    @Test
    void a_call_or_stream_that_fails_leaves_the_users_words_and_no_half_answer() {
        assertThatThrownBy(() -> ask(ScriptedModel.fails(), "I moved to Porto."))
                .hasMessageContaining("the model is down");
        assertThatThrownBy(() -> asZoe(client(ScriptedModel.fails()).prompt("I like it.")).stream()
                        .content()
                        .blockLast(Duration.ofSeconds(20)))
                .hasStackTraceContaining("the model is down");
        assertThat(remembered()).containsExactly("USER: I moved to Porto.", "USER: I like it.");
    }

    @Test
    void a_chat_memory_in_the_same_chain_stores_the_users_own_words() {
        known("My sister Ana moved to Lisbon in May.");
        ChatMemory window = MessageWindowChatMemory.builder().build();
        ScriptedModel model = says("In Lisbon.");
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(
                        advisor, MessageChatMemoryAdvisor.builder(window).build())
                .build();
        for (String question : List.of("Where does my sister live?", "Are you sure?")) {
            asZoe(client.prompt(question))
                    .advisors(a -> a.param(ChatMemory.CONVERSATION_ID, "talk 1"))
                    .call()
                    .content();
        }
        assertThat(window.get("talk 1"))
                .extracting(Message::getText)
                .containsExactly("Where does my sister live?", "In Lisbon.", "Are you sure?", "In Lisbon.");
        memory.close();
        open();
        assertThat(memory.listTurns(
                                ListRequest.builder(ZOE).conversation("talk 1").build())
                        .items())
                .hasSize(4);
    }

    @Test
    void two_advisors_in_one_chain_act_as_one() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(advisor, LongTermMemoryAdvisor.builder(memory).build())
                .build();
        asZoe(client.prompt("Where does my sister live?")).call().content();
        assertThat(model.lastSystem()).containsOnlyOnce("<recalled-memory>");
        assertThat(remembered()).hasSize(3);
    }

    @Test
    void a_turn_without_a_valid_id_has_no_memory() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("Who are you?");
        client(model).prompt("Where does my sister live?").call().content();
        client(model)
                .prompt("Where does my sister live?")
                .advisors(a -> a.param(LongTermMemoryAdvisor.USER_ID, "a b"))
                .call()
                .content();
        assertThat(model.prompts)
                .allSatisfy(prompt -> assertThat(prompt.getInstructions()).hasSize(1));
        assertThat(remembered()).hasSize(1);
    }

    @Test
    void a_closed_memory_does_not_break_the_chat() {
        memory.close();
        assertThat(ask(says("Still here."), "Are you there?")).isEqualTo("Still here.");
        assertThat(String.join(
                        "",
                        asZoe(client(says("Still here.")).prompt("Are you there?")).stream()
                                .content()
                                .collectList()
                                .block(Duration.ofSeconds(20))))
                .isEqualTo("Still here.");
    }

    @Test
    void structured_output_still_parses_and_what_was_recalled_is_in_the_context() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("{\"name\": \"Lisbon\"}");
        assertThat(asZoe(client(model).prompt("Where does my sister live?"))
                        .call()
                        .entity(City.class))
                .isEqualTo(new City("Lisbon"));
        ChatClientResponse response =
                asZoe(client(model).prompt("Where does Ana live?")).call().chatClientResponse();
        assertThat(response.context().get(LongTermMemoryAdvisor.SEARCH_RESULT))
                .isInstanceOfSatisfying(
                        SearchResult.class,
                        recollection -> assertThat(recollection.hits()).isNotEmpty());
        assertThat(response.context()).doesNotContainValue(null);
    }

    @Test
    void its_order_is_between_the_chat_memory_and_the_tools() {
        assertThat(advisor.getOrder())
                .isGreaterThan(Advisor.DEFAULT_CHAT_MEMORY_PRECEDENCE_ORDER)
                .isLessThan(org.springframework.ai.chat.client.advisor.ToolCallingAdvisor.DEFAULT_ORDER);
    }

    @Test
    void sixty_four_chats_at_once_do_not_hear_each_other() throws Exception {
        ScriptedModel model = new ScriptedModel(prompt -> new AssistantMessage("Noted."));
        // On a busy machine, this must not test the timeout of recall.
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(LongTermMemoryAdvisor.builder(memory)
                        .timeout(Duration.ofMinutes(1))
                        .build())
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> chats = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String user = "user" + i;
                chats.add(() -> {
                    as(client.prompt("My code is secret-" + user + "."), user)
                            .call()
                            .content();
                    return as(client.prompt("What is my code? I am " + user), user)
                            .call()
                            .content();
                });
            }
            for (Future<String> chat : threads.invokeAll(chats)) {
                assertThat(chat.get()).isEqualTo("Noted.");
            }
        } finally {
            threads.shutdownNow();
        }
        model.prompts.stream()
                .filter(prompt -> prompt.getUserMessage().getText().startsWith("What"))
                .forEach(prompt -> {
                    String user = prompt.getUserMessage().getText().substring("What is my code? I am ".length());
                    assertThat(prompt.getSystemMessage().getText()).contains("secret-" + user + ".");
                    assertThat(prompt.getSystemMessage().getText().split("secret-", -1))
                            .hasSize(2);
                });
    }
}
