// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A model that follows a script, and keeps what it was asked. */
final class ScriptedModel implements ChatModel {

    private final Function<ChatRequest, AiMessage> script;
    final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

    ScriptedModel(Function<ChatRequest, AiMessage> script) {
        this.script = script;
    }

    static ScriptedModel says(String... answers) {
        return follows(List.of(answers).stream().map(AiMessage::from).toArray(AiMessage[]::new));
    }

    static ScriptedModel follows(AiMessage... answers) {
        Deque<AiMessage> left = new ArrayDeque<>(List.of(answers));
        return new ScriptedModel(request -> left.size() > 1 ? left.poll() : left.peek());
    }

    static ScriptedModel fails() {
        return new ScriptedModel(request -> {
            throw new IllegalStateException("the model is down");
        });
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        requests.add(request);
        return ChatResponse.builder().aiMessage(script.apply(request)).build();
    }

    /** The texts of the last user message of the last request. */
    String lastPrompt() {
        return prompt(requests.get(requests.size() - 1));
    }

    static String prompt(ChatRequest request) {
        return texts(UserMessage.findLast(request.messages()).orElseThrow());
    }

    static String texts(ChatMessage message) {
        return message instanceof UserMessage user
                ? user.contents().stream()
                        .filter(TextContent.class::isInstance)
                        .map(content -> ((TextContent) content).text())
                        .collect(Collectors.joining("\n"))
                : "";
    }
}
