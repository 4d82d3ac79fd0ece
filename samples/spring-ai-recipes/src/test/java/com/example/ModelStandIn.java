// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/**
 * Stands in for a model. A message that ends with {@code [tool {arguments}]} calls that tool, a result of a tool is
 * repeated, a request for JSON is answered with a city, and everything else is answered with "Noted.".
 */
public final class ModelStandIn implements ChatModel {

    private static final Pattern CALL = Pattern.compile(".*\\[(\\w+) (\\{.*})]", Pattern.DOTALL);

    private final List<Prompt> prompts = new CopyOnWriteArrayList<>();

    @Override
    public ChatResponse call(Prompt prompt) {
        prompts.add(prompt);
        return response(answer(prompt), "STOP");
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> {
            prompts.add(prompt);
            AssistantMessage answer = answer(prompt);
            if (answer.hasToolCalls()) {
                return Flux.just(response(answer, "STOP"));
            }
            String[] words = answer.getText().split("(?<= )", -1);
            return Flux.range(0, words.length)
                    .map(i -> response(new AssistantMessage(words[i]), i == words.length - 1 ? "STOP" : ""));
        });
    }

    @Override
    public ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
    }

    /** {@return the last prompt whose user's message begins so} */
    public Prompt promptOf(String words) {
        return prompts.stream()
                .filter(prompt -> prompt.getUserMessage().getText().startsWith(words))
                .reduce((before, last) -> last)
                .orElseThrow(() -> new AssertionError("The model was not asked: " + words));
    }

    /** {@return the system message of {@link #promptOf}} */
    public String systemOf(String words) {
        return promptOf(words).getSystemMessage().getText();
    }

    private static AssistantMessage answer(Prompt prompt) {
        List<Message> messages = prompt.getInstructions();
        if (messages.get(messages.size() - 1) instanceof ToolResponseMessage results) {
            return new AssistantMessage(results.getResponses().get(0).responseData());
        }
        String words = prompt.getUserMessage().getText();
        Matcher call = CALL.matcher(words);
        if (call.matches()) {
            return AssistantMessage.builder()
                    .content("")
                    .toolCalls(List.of(new ToolCall("1", "function", call.group(1), call.group(2))))
                    .build();
        }
        return new AssistantMessage(words.contains("JSON Schema") ? "{\"name\": \"Lisbon\"}" : "Noted.");
    }

    private static ChatResponse response(AssistantMessage message, String finish) {
        return new ChatResponse(List.of(new Generation(
                message, ChatGenerationMetadata.builder().finishReason(finish).build())));
    }
}
