// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static dev.memoir.langchain4j.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.memoir.ListRequest;
import dev.memoir.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Windows that go on where the conversation stopped. */
class ChatMemoryProviderTest extends MemoryFixture {

    interface Conversing {
        String chat(
                @MemoryId String id, @dev.langchain4j.service.UserMessage String text, InvocationParameters parameters);
    }

    interface Plain {
        String chat(@dev.langchain4j.service.UserMessage String text, InvocationParameters parameters);
    }

    record City(String name) {}

    interface Structured {
        City city(
                @MemoryId String id, @dev.langchain4j.service.UserMessage String text, InvocationParameters parameters);
    }

    @Test
    void a_conversation_goes_on_after_a_restart() {
        conversing(says("Hello Zoe.")).chat("c1", "I am Zoe.", AS_ZOE);
        memory.close();
        open();
        ScriptedModel model = says("Yes.");
        conversing(model).chat("c1", "Do you know me?", AS_ZOE);
        assertThat(model.requests.get(0).messages())
                .extracting(ChatMemoryProviderTest::text)
                .containsExactly("I am Zoe.", "Hello Zoe.", "Do you know me?");
    }

    @Test
    void another_conversation_begins_empty() {
        conversing(says("Hello Zoe.")).chat("c1", "I am Zoe.", AS_ZOE);
        memoir.close();
        assertThat(provider().build().get("c2").messages()).isEmpty();
    }

    @Test
    void nobodys_memory_id_and_a_failing_memory_have_an_empty_window_that_works() {
        ChatMemory nobodys = MemoirChatMemoryProvider.builder(memory, id -> Optional.empty())
                .build()
                .get("c1");
        nobodys.add(UserMessage.from("Hi"));
        assertThat(nobodys.messages()).hasSize(1);
        MemoirChatMemoryProvider provider = provider().build();
        memory.close();
        ChatMemory failing = provider.get("c1");
        failing.add(UserMessage.from("Hi"));
        assertThat(failing.messages()).hasSize(1);
    }

    @Test
    void windows_that_capture_write_each_message_once_however_often_it_is_added_again() {
        ChatMemory window = provider().capture().build().get("c1");
        window.add(UserMessage.from("I moved to Porto."));
        window.add(AiMessage.from("How nice."));
        List<ChatMessage> held = window.messages();
        window.clear();
        held.forEach(window::add);
        List<ChatMessage> all = new ArrayList<>(window.messages());
        all.add(UserMessage.from("And I like it."));
        window.set(all);
        window.messages().add(UserMessage.from("the list is mine"));
        assertThat(written("c1"))
                .containsExactly("USER: I moved to Porto.", "ASSISTANT: How nice.", "USER: And I like it.");
    }

    @Test
    void windows_that_capture_go_on_without_writing_the_past_again() {
        provider().capture().build().get("c1").add(UserMessage.from("I moved to Porto."));
        memory.close();
        open();
        ChatMemory window = provider().capture().build().get("c1");
        assertThat(window.messages()).hasSize(1);
        window.set(window.messages());
        memory.close();
        open();
        assertThat(memory.stats(ZOE).turns()).isOne();
    }

    @Test
    void windows_that_capture_take_the_users_own_words_out_of_an_augmented_message() {
        known("My sister Ana moved to Lisbon in May.");
        ScriptedModel model = says("In Lisbon.");
        AiServices.builder(Conversing.class)
                .chatModel(model)
                .chatMemoryProvider(provider().capture().build())
                .retrievalAugmentor(
                        new MemoirRetrievalAugmentor(memory, ScopeResolver.fromInvocationParameters(), null))
                .build()
                .chat("c1", "Where does my sister live?", AS_ZOE);
        assertThat(model.lastPrompt()).contains("Lisbon in May");
        assertThat(written("c1")).containsExactly("USER: Where does my sister live?", "ASSISTANT: In Lisbon.");
    }

    @Test
    void windows_that_capture_take_neither_documents_nor_redacted_words_for_the_users() {
        AiServices.builder(Conversing.class)
                .chatModel(says("Done."))
                .chatMemoryProvider(provider().capture().build())
                .inputGuardrails(new Redacting())
                .retrievalAugmentor(
                        new MemoirRetrievalAugmentor(memory, ScopeResolver.fromInvocationParameters(), documents()))
                .build()
                .chat("c1", "My pin is 1234.", AS_ZOE);
        assertThat(written("c1")).containsExactly("USER: My pin is [redacted].", "ASSISTANT: Done.");
    }

    @Test
    void windows_that_capture_take_no_output_format_for_the_users_words() {
        AiServices.builder(Structured.class)
                .chatModel(says("{\"name\":\"Lisbon\"}"))
                .chatMemoryProvider(provider().capture().build())
                .retrievalAugmentor(
                        new MemoirRetrievalAugmentor(memory, ScopeResolver.fromInvocationParameters(), null))
                .build()
                .city("c1", "Where is Ana?", AS_ZOE);
        assertThat(written("c1")).startsWith("USER: Where is Ana?");
    }

    @Test
    void what_was_recalled_leaves_a_window_when_the_turn_is_over() {
        known("My sister Ana moved to Lisbon in May.", "My brother Tim moved to Oslo.", "My aunt Eva lives in Rome.");
        ScriptedModel model = says("Fine.");
        Conversing assistant = AiServices.builder(Conversing.class)
                .chatModel(model)
                .chatMemoryProvider(provider().capture().build())
                .retrievalAugmentor(
                        new MemoirRetrievalAugmentor(memory, ScopeResolver.fromInvocationParameters(), null))
                .build();
        for (int i = 0; i < 4; i++) {
            assistant.chat("c1", "Tell me about family " + i, AS_ZOE);
        }
        assertThat(model.requests.get(3).messages().stream().map(ScriptedModel::texts))
                .filteredOn(text -> text.contains("<recalled-memory>"))
                .hasSize(1)
                .allMatch(text -> text.startsWith("Tell me about family 3"));
    }

    @Test
    void the_same_words_said_again_are_written_again_even_after_a_reset() {
        ChatMemory window = provider().capture().build().get("c1");
        window.add(UserMessage.from("Hi"));
        window.add(UserMessage.from("Hi"));
        window.clear();
        window.add(UserMessage.from("Hi"));
        assertThat(written("c1")).hasSize(3);
    }

    @Test
    void a_window_that_is_set_to_equal_messages_writes_only_the_new_ones() {
        ChatMemory window = provider().capture().build().get("c1");
        window.add(UserMessage.from("Hi"));
        window.set(List.of(UserMessage.from("Hi"), AiMessage.from("Hello."), UserMessage.from("Hi")));
        assertThat(written("c1")).containsExactly("USER: Hi", "ASSISTANT: Hello.", "USER: Hi");
    }

    @Test
    void a_message_that_a_window_keeps_stands_for_no_equal_one() {
        ChatMemory window = provider().capture().build().get("c1");
        UserMessage hi = UserMessage.from("Hi");
        window.add(hi);
        window.set(List.of(hi, AiMessage.from("Hello."), UserMessage.from("Hi")));
        assertThat(written("c1")).containsExactly("USER: Hi", "ASSISTANT: Hello.", "USER: Hi");
    }

    @Test
    void the_memory_id_that_all_services_share_names_nobody() {
        MemoirChatMemoryProvider.builder(memory, id -> Optional.of(Scope.user(id.toString())))
                .capture()
                .build()
                .get("default")
                .add(UserMessage.from("I am Zoe."));
        memory.close();
        open();
        assertThat(memory.stats(Scope.user("default")).turns()).isZero();
    }

    @Test
    void a_recall_waits_for_what_a_window_of_another_conversation_just_wrote() {
        FaultyMemory late = writingLate();
        ScriptedModel model = says("Noted.");
        ChatMemory window = MemoirChatMemoryProvider.builder(late.memory, id -> Optional.of(ZOE))
                .capture()
                .build()
                .get("c1");
        Plain assistant = AiServices.builder(Plain.class)
                .chatModel(model)
                .retrievalAugmentor(
                        new MemoirRetrievalAugmentor(late.memory, ScopeResolver.fromInvocationParameters(), null))
                .build();
        window.add(UserMessage.from("My code is 7788."));
        assistant.chat("What is my code?", AS_ZOE);
        assertThat(model.lastPrompt()).contains("My code is 7788.");
    }

    @Test
    void a_window_whose_past_could_not_be_read_still_captures() {
        FaultyMemory faulty = new FaultyMemory(memory).on("listTurns", () -> {
            throw new IllegalStateException("down");
        });
        ChatMemory window = MemoirChatMemoryProvider.builder(faulty.memory, id -> Optional.of(ZOE))
                .capture()
                .build()
                .get("c1");
        faulty.mended("listTurns");
        window.add(UserMessage.from("Hi"));
        assertThat(written("c1")).containsExactly("USER: Hi");
    }

    private List<String> written(String conversation) {
        memory.close();
        open();
        return memory
                .listTurns(ListRequest.builder(ZOE).conversation(conversation).build())
                .items()
                .stream()
                .map(MemoryFixture::line)
                .toList();
    }

    private Conversing conversing(ScriptedModel model) {
        return services(Conversing.class)
                .chatModel(model)
                .chatMemoryProvider(provider().build())
                .build();
    }

    private MemoirChatMemoryProvider.Builder provider() {
        return MemoirChatMemoryProvider.builder(memory, id -> Optional.of(ZOE));
    }

    private static String text(ChatMessage message) {
        return message instanceof AiMessage assistant ? assistant.text() : ScriptedModel.texts(message);
    }
}
