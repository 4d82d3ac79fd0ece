// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.AssistantMessage.ToolCall;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import reactor.core.publisher.Flux;

/** A model that follows a script, word by word in streams, and records its prompts. */
public class ScriptedModel implements ChatModel {

    private final Function<Prompt, AssistantMessage> script;
    public final List<Prompt> prompts = new CopyOnWriteArrayList<>();

    public ScriptedModel(Function<Prompt, AssistantMessage> script) {
        this.script = script;
    }

    public static ScriptedModel says(String answer) {
        return new ScriptedModel(prompt -> new AssistantMessage(answer));
    }

    static ScriptedModel follows(AssistantMessage... answers) {
        Deque<AssistantMessage> left = new ArrayDeque<>(List.of(answers));
        return new ScriptedModel(prompt -> left.size() > 1 ? left.poll() : left.peek());
    }

    /** Streams exactly these responses. */
    static ScriptedModel streams(ChatResponse... parts) {
        return new ScriptedModel(prompt -> new AssistantMessage("")) {
            @Override
            public Flux<ChatResponse> stream(Prompt prompt) {
                prompts.add(prompt);
                return Flux.just(parts);
            }
        };
    }

    static ScriptedModel fails() {
        return new ScriptedModel(prompt -> {
            throw new IllegalStateException("the model is down");
        });
    }

    static AssistantMessage calls(String tool) {
        return calls(tool, "{}");
    }

    static AssistantMessage calls(String tool, String arguments) {
        return AssistantMessage.builder()
                .content("")
                .toolCalls(List.of(new ToolCall("1", "function", tool, arguments)))
                .build();
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        prompts.add(prompt);
        return response(script.apply(prompt), "STOP");
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> {
            prompts.add(prompt);
            AssistantMessage answer = script.apply(prompt);
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

    static ChatResponse response(AssistantMessage message, String finish) {
        return new ChatResponse(List.of(new Generation(
                message, ChatGenerationMetadata.builder().finishReason(finish).build())));
    }

    String lastSystem() {
        return prompts.get(prompts.size() - 1).getSystemMessage().getText();
    }
}
