// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static dev.memoir.langchain4j.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The profile is in the system message of every turn. */
class ProfileTest extends MemoryFixture {

    interface Assistant {
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    interface Instructed {
        @SystemMessage("Be brief.")
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    interface Provided {
        String chat(@MemoryId Object id, @UserMessage String text);
    }

    private void fact(String text) {
        memory.store(StoreRequest.builder(ZOE).text(text).build());
    }

    @Test
    void it_stands_behind_the_services_own_system_message_or_alone() {
        fact("The user likes {{tea}}.");
        MemoirProfile profile = MemoirProfile.of(memory, ScopeResolver.fromInvocationParameters());
        ScriptedModel model = says("Hello.");
        AiServices.builder(Instructed.class)
                .chatModel(model)
                .systemMessageTransformer(profile)
                .build()
                .chat("Hi", AS_ZOE);
        assertThat(system(model))
                .startsWith("Be brief.\n\n<memory-profile>\n")
                .contains("- The user likes {{tea}}.\n")
                .endsWith("</memory-profile>");

        ScriptedModel bare = says("Hello.");
        AiServices.builder(Assistant.class)
                .chatModel(bare)
                .systemMessageTransformer(profile)
                .build()
                .chat("Hi", AS_ZOE);
        assertThat(system(bare)).startsWith("<memory-profile>");
    }

    @Test
    void a_call_without_a_scope_and_a_memory_that_fails_leave_the_message_alone() {
        fact("The user likes tea.");
        ScriptedModel model = says("Hello.", "Hello.");
        AiServices.builder(Instructed.class)
                .chatModel(model)
                .systemMessageTransformer(MemoirProfile.of(memory, context -> java.util.Optional.empty()))
                .build()
                .chat("Hi", new InvocationParameters());
        assertThat(system(model)).isEqualTo("Be brief.");
        memory.close();
        AiServices.builder(Instructed.class)
                .chatModel(model)
                .systemMessageTransformer(MemoirProfile.of(memory, ScopeResolver.fromInvocationParameters()))
                .build()
                .chat("Hi", AS_ZOE);
        assertThat(system(model)).isEqualTo("Be brief.");
    }

    @Test
    void as_a_provider_it_is_no_template() {
        fact("The user likes {{tea}}.");
        ScriptedModel model = says("Hello.");
        AiServices.builder(Provided.class)
                .chatModel(model)
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
                .systemMessageProvider(MemoirProfile.of(memory, context -> java.util.Optional.empty())
                        .provider("Be brief.", id -> Scope.user(id.toString())))
                .build()
                .chat("zoe", "Hi");
        assertThat(system(model)).startsWith("Be brief.\n\n<memory-profile>").contains("likes { {tea} }.");
    }

    private static String system(ScriptedModel model) {
        List<String> systems = model.requests.get(model.requests.size() - 1).messages().stream()
                .filter(dev.langchain4j.data.message.SystemMessage.class::isInstance)
                .map(message -> ((dev.langchain4j.data.message.SystemMessage) message).text())
                .toList();
        assertThat(systems).hasSize(1);
        return systems.get(0);
    }
}
