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
        memory.close();
        ChatMemory failing = provider().build().get("c1");
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
        memory.close();
        open();
        assertThat(memory.listTurns(ListRequest.of(ZOE).conversation("c1").build())
                        .items())
                .extracting(MemoryFixture::line)
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
        memory.close();
        open();
        assertThat(memory.listTurns(ListRequest.of(ZOE).conversation("c1").build())
                        .items())
                .extracting(MemoryFixture::line)
                .containsExactly("USER: Where does my sister live?", "ASSISTANT: In Lisbon.");
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
