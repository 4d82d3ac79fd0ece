// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.annotation.Tool;

class SpringLanguageModelTest {

    private static final List<Message> QUESTION =
            List.of(new Message(Role.SYSTEM, "Find facts."), new Message(Role.USER, "I moved."));

    static final class Tools {
        @Tool(description = "the weather")
        String weather() {
            return "sunny";
        }
    }

    @Test
    void messages_go_with_their_roles_and_the_text_comes_back() {
        Asked model = new Asked(StructuredOutputChatOptions.builder().build(), "[]");
        assertThat(new SpringLanguageModel(model).complete(QUESTION, null)).isEqualTo("[]");
        assertThat(model.prompts.get(0).getInstructions())
                .extracting(org.springframework.ai.chat.messages.Message::getMessageType)
                .containsExactly(MessageType.SYSTEM, MessageType.USER);
    }

    @Test
    void a_schema_goes_to_a_model_with_structured_output_and_to_no_other() {
        Asked structured = new Asked(
                StructuredOutputChatOptions.builder()
                        .outputSchema("the application's")
                        .build(),
                "{}");
        new SpringLanguageModel(structured).complete(QUESTION, "{\"type\": \"object\"}");
        assertThat(structured.prompts.get(0).getOptions())
                .isInstanceOfSatisfying(
                        StructuredOutputChatOptions.class,
                        options -> assertThat(options.getOutputSchema()).isEqualTo("{\"type\": \"object\"}"));
        Asked plain = new Asked(ChatOptions.builder().model("m").build(), "{}");
        new SpringLanguageModel(plain).complete(QUESTION, "{\"type\": \"object\"}");
        assertThat(plain.prompts.get(0).getOptions().getModel()).isEqualTo("m");
    }

    @Test
    void the_applications_tools_are_not_offered() {
        Asked model = new Asked(
                ToolCallingChatOptions.builder()
                        .model("m")
                        .toolCallbacks(ToolCallbacks.from(new Tools()))
                        .build(),
                "{}");
        new SpringLanguageModel(model).complete(QUESTION, "{}");
        assertThat(model.prompts.get(0).getOptions()).isInstanceOfSatisfying(ToolCallingChatOptions.class, options -> {
            assertThat(options.getToolCallbacks()).isEmpty();
            assertThat(options.getModel()).isEqualTo("m");
        });
    }

    @Test
    void thoughts_are_no_answer() {
        Asked model = new Asked(ChatOptions.builder().build(), null);
        model.answers.add(AssistantMessage.builder()
                .content("Hm, let me see")
                .properties(Map.of("isThought", true))
                .build());
        model.answers.add(new AssistantMessage("{}"));
        assertThat(new SpringLanguageModel(model).complete(QUESTION, null)).isEqualTo("{}");
    }

    @Test
    void an_answer_without_text_is_a_failure() {
        assertThatThrownBy(() ->
                        new SpringLanguageModel(new Asked(ChatOptions.builder().build(), "")).complete(QUESTION, null))
                .hasMessageContaining("without any text");
    }

    /** A model with its own options that records its prompts. */
    private static final class Asked implements ChatModel {

        private final ChatOptions options;
        private final List<AssistantMessage> answers = new ArrayList<>();
        private final List<Prompt> prompts = new ArrayList<>();

        Asked(ChatOptions options, String answer) {
            this.options = options;
            if (answer != null) {
                answers.add(new AssistantMessage(answer));
            }
        }

        @Override
        public ChatResponse call(Prompt prompt) {
            prompts.add(prompt);
            return new ChatResponse(answers.stream().map(Generation::new).toList());
        }

        @Override
        public ChatOptions getOptions() {
            return options;
        }
    }
}
