package dev.memoir.spring;

import dev.memoir.llm.LanguageModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Any Spring AI chat model as the memory's language model. It asks the model itself, so no advisor and no tool sees what
 * memory asks, and memory is not asked about its own questions. A schema goes to providers with structured output and is
 * left out for others. Thread-safe if the model is.
 */
public final class SpringLanguageModel implements LanguageModel {

    private final ChatModel model;

    /** @param model the model */
    public SpringLanguageModel(ChatModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        ChatOptions options = model.getOptions();
        String name = options == null ? null : options.getModel();
        return name == null ? "" : name;
    }

    @Override
    public String complete(List<Message> messages, @Nullable String jsonSchema) {
        List<org.springframework.ai.chat.messages.Message> prompt =
                messages.stream().map(SpringLanguageModel::message).toList();
        ChatResponse response = model.call(new Prompt(prompt, options(jsonSchema)));
        if (response == null) {
            throw noText();
        }
        return response.getResults().stream()
                .map(generation -> generation.getOutput())
                .filter(output -> output != null && !Thoughts.are(output))
                .map(AssistantMessage::getText)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElseThrow(SpringLanguageModel::noText);
    }

    private @Nullable ChatOptions options(@Nullable String jsonSchema) {
        ChatOptions options = model.getOptions();
        if (options instanceof ToolCallingChatOptions calling) {
            options = calling.mutate().toolCallbacks(List.of()).build();
        }
        if (jsonSchema != null && options instanceof StructuredOutputChatOptions structured) {
            options = structured.mutate().outputSchema(jsonSchema).build();
        }
        return options;
    }

    private static org.springframework.ai.chat.messages.Message message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> new SystemMessage(message.text());
            case ASSISTANT -> new AssistantMessage(message.text());
            default -> new UserMessage(message.text());
        };
    }

    private static IllegalStateException noText() {
        return new IllegalStateException("The chat model answered without any text.");
    }
}
