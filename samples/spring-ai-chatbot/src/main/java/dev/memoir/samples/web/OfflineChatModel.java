// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.web;

import dev.memoir.llm.QuotingReply;
import dev.memoir.prompt.RecalledBlock;
import java.util.List;
import java.util.Objects;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** Adapts {@link QuotingReply} to a Spring AI model that streams word by word. */
final class OfflineChatModel implements ChatModel {

    private final QuotingReply reply = new QuotingReply();

    @Override
    public ChatResponse call(Prompt prompt) {
        return response(answer(prompt), "STOP");
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> {
            String[] words = answer(prompt).split("(?<= )", -1);
            return Flux.range(0, words.length).map(i -> response(words[i], i == words.length - 1 ? "STOP" : ""));
        });
    }

    /** The advisor appends recalled memory to the system message; the reply expects it next to the question. */
    private String answer(Prompt prompt) {
        String system = Objects.requireNonNullElse(prompt.getSystemMessage().getText(), "");
        String block = system.substring(RecalledBlock.strip(system).length());
        return reply.replyTo(prompt.getUserMessage().getText() + block);
    }

    private static ChatResponse response(String text, String finish) {
        return new ChatResponse(List.of(new Generation(
                new AssistantMessage(text),
                ChatGenerationMetadata.builder().finishReason(finish).build())));
    }
}
