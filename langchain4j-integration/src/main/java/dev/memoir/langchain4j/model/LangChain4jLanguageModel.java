// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.memoir.MalformedReplyException;
import dev.memoir.llm.LanguageModel;
import dev.memoir.llm.PromptRejectedException;
import dev.memoir.llm.PromptRejectedException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adapts any LangChain4j chat model to a language model. The model is called directly, so that no AI service and none
 * of its listeners sees the prompts of memory. A JSON schema is sent to models that support it and omitted for others;
 * OpenAI's and Ollama's only declare support if built with {@code supportedCapabilities(RESPONSE_FORMAT_JSON_SCHEMA)}.
 * Thread-safe if the model is.
 */
public final class LangChain4jLanguageModel implements LanguageModel {

    private static final Logger LOG = LoggerFactory.getLogger(LangChain4jLanguageModel.class);

    private final ChatModel model;

    /**
     * Creates an adapter.
     *
     * @param model the chat model
     */
    public LangChain4jLanguageModel(ChatModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        String name = model.defaultRequestParameters().modelName();
        return name == null ? "" : name;
    }

    /**
     * {@inheritDoc}
     *
     * @throws MalformedReplyException if the reply has no text
     */
    @Override
    public String complete(List<Message> messages, @Nullable String jsonSchema) {
        ChatRequest.Builder request = ChatRequest.builder()
                .messages(
                        messages.stream().map(LangChain4jLanguageModel::message).toList());
        try {
            return jsonSchema != null && model.supportedCapabilities().contains(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                    ? withSchema(request, jsonSchema)
                    : text(model.chat(request.build()));
        } catch (LangChain4jException e) {
            throw ModelFailure.of(e);
        }
    }

    private String withSchema(ChatRequest.Builder request, String jsonSchema) {
        ResponseFormat format = ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(JsonSchema.builder()
                        .name("reply")
                        .rootElement(JsonRawSchema.from(jsonSchema))
                        .build())
                .build();
        try {
            return text(model.chat(request.responseFormat(format).build()));
        } catch (UnsupportedFeatureException e) {
            LOG.debug("The model rejects the JSON schema; retrying without it.", e);
            return text(model.chat(request.responseFormat((ResponseFormat) null).build()));
        }
    }

    private static ChatMessage message(Message message) {
        return switch (message.role()) {
            case SYSTEM -> SystemMessage.from(message.text());
            case ASSISTANT -> AiMessage.from(message.text());
            case USER, TOOL -> UserMessage.from(message.text());
        };
    }

    private static String text(ChatResponse response) {
        String text = response.aiMessage().text();
        FinishReason finish = response.finishReason();
        if (finish == FinishReason.CONTENT_FILTER) {
            throw new PromptRejectedException(
                    Reason.CONTENT_FILTER, "A content filter of the provider blocked the reply.", null);
        }
        if (finish == FinishReason.LENGTH) {
            throw PromptRejectedException.replyTooLong(text == null ? "" : text);
        }
        if (text == null || text.isBlank()) {
            throw new MalformedReplyException("The chat model's reply has no text.");
        }
        return text;
    }
}
