// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import dev.memoir.MalformedReplyException;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.llm.PromptRejectedException.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * Adapts a Spring AI chat model to the memory's language model. It calls the model itself, so no advisor and no tool
 * sees the memory's prompts, and the memory does not process its own prompts. A schema is passed to providers with
 * structured output and omitted for others. Thread-safe if the model is.
 */
public final class SpringLanguageModel implements LanguageModel {

    private final ChatModel model;
    private final InstantSource clock;

    /**
     * Creates an adapter.
     *
     * @param model the model
     */
    public SpringLanguageModel(ChatModel model) {
        this(model, InstantSource.system());
    }

    SpringLanguageModel(ChatModel model, InstantSource clock) {
        this.model = model;
        this.clock = clock;
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
        ChatResponse response = call(new Prompt(prompt, options(jsonSchema)));
        if (response == null) {
            throw noText();
        }
        response.getResults().forEach(SpringLanguageModel::check);
        return response.getResults().stream()
                .map(generation -> generation.getOutput())
                .filter(output -> output != null && !ReasoningContent.are(output))
                .map(AssistantMessage::getText)
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElseThrow(SpringLanguageModel::noText);
    }

    private @Nullable ChatResponse call(Prompt prompt) {
        try {
            return model.call(prompt);
        } catch (RuntimeException e) {
            throw ModelFailure.of(e, clock);
        }
    }

    /** Rejects replies that were refused, filtered or cut off. */
    private static void check(Generation generation) {
        AssistantMessage output = generation.getOutput();
        String finish = generation.getMetadata().getFinishReason();
        String reason = finish == null ? "" : finish.toUpperCase(Locale.ROOT);
        if (reason.equals("CONTENT_FILTER") || reason.equals("SAFETY")) {
            throw new PromptRejectedException(
                    Reason.CONTENT_FILTER, "A content filter of the provider stopped the reply.", null);
        }
        if (output.getMetadata().get("refusal") instanceof String refusal && !refusal.isBlank()) {
            throw new PromptRejectedException(Reason.REFUSAL, "The model refused to answer.", null);
        }
        if (reason.equals("LENGTH") || reason.equals("MAX_TOKENS")) {
            throw PromptRejectedException.replyTooLong(output.getText() == null ? "" : output.getText());
        }
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

    private static MalformedReplyException noText() {
        return new MalformedReplyException("The chat model answered without any text.");
    }
}
