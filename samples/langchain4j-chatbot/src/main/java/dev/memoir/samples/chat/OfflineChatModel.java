// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.llm.QuotingReply;
import java.util.List;
import java.util.stream.Collectors;

/** Adapts {@link QuotingReply} to a LangChain4j model. */
final class OfflineChatModel implements ChatModel {

    private final QuotingReply reply = new QuotingReply();

    @Override
    public ChatResponse doChat(ChatRequest request) {
        List<Message> messages = request.messages().stream()
                .filter(UserMessage.class::isInstance)
                .map(message -> new Message(Role.USER, text(message)))
                .toList();
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(reply.complete(messages, null)))
                .build();
    }

    private static String text(ChatMessage message) {
        return ((UserMessage) message)
                .contents().stream()
                        .filter(TextContent.class::isInstance)
                        .map(content -> ((TextContent) content).text())
                        .collect(Collectors.joining("\n"));
    }
}
