// SPDX-License-Identifier: Apache-2.0
package com.example;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands in for a model. A message with {@code [tool {arguments}]} calls that tool, a result of a tool is repeated, and
 * everything else is answered. Streams on a thread of its own.
 */
public final class ModelStandIn implements ChatModel {

    private static final Pattern CALL = Pattern.compile(".*?\\[(\\w+) (\\{.*?})].*", Pattern.DOTALL);

    private final UnaryOperator<String> answer;
    private final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

    public ModelStandIn() {
        this(prompt -> "Noted.");
    }

    /** @param answer the answer to a prompt */
    public ModelStandIn(UnaryOperator<String> answer) {
        this.answer = answer;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        requests.add(request);
        return ChatResponse.builder().aiMessage(answer(request.messages())).build();
    }

    /** {@return this model, streaming word by word} */
    public StreamingChatModel streaming() {
        return new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                Thread stream = new Thread(
                        () -> {
                            ChatResponse response = ModelStandIn.this.doChat(request);
                            if (response.aiMessage().text() != null) {
                                for (String word : response.aiMessage().text().split("(?<= )", -1)) {
                                    handler.onPartialResponse(word);
                                }
                            }
                            handler.onCompleteResponse(response);
                        },
                        "stream");
                stream.setDaemon(true);
                stream.start();
            }
        };
    }

    /** {@return the prompts so far: system messages and user's messages} */
    public List<String> prompts() {
        return requests.stream().map(request -> prompt(request.messages())).toList();
    }

    public String lastPrompt() {
        return prompts().get(requests.size() - 1);
    }

    private AiMessage answer(List<ChatMessage> messages) {
        if (messages.get(messages.size() - 1) instanceof ToolExecutionResultMessage result) {
            return AiMessage.from(result.text());
        }
        Matcher call = CALL.matcher(text(UserMessage.findLast(messages).orElseThrow()));
        return call.matches()
                ? AiMessage.from(ToolExecutionRequest.builder()
                        .id("1")
                        .name(call.group(1))
                        .arguments(call.group(2))
                        .build())
                : AiMessage.from(answer.apply(prompt(messages)));
    }

    private static String prompt(List<ChatMessage> messages) {
        return messages.stream().map(ModelStandIn::text).collect(Collectors.joining("\n"));
    }

    private static String text(ChatMessage message) {
        if (message instanceof SystemMessage system) {
            return system.text();
        }
        return message instanceof UserMessage user
                ? user.contents().stream()
                        .filter(TextContent.class::isInstance)
                        .map(content -> ((TextContent) content).text())
                        .collect(Collectors.joining("\n"))
                : "";
    }
}
