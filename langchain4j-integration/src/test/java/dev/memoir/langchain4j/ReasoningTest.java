// SPDX-License-Identifier: Apache-2.0
package dev.memoir.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import dev.memoir.Scope;
import dev.memoir.llm.QuotingReply;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reasoning of a model, and offline replies, are not remembered as its answer. */
class ReasoningTest extends MemoryFixture {

    interface Service {
        String chat(@UserMessage String text, InvocationParameters parameters);
    }

    interface Detailed {
        Result<String> chat(@UserMessage String text, InvocationParameters parameters);
    }

    interface Streaming {
        TokenStream chat(@UserMessage String text, InvocationParameters parameters);
    }

    interface Windowed {
        String chat(@MemoryId String user, @UserMessage String text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>Ana, then.</think>\n\nIn Lisbon.",
                "Ana, then.\n</think>\n\nIn Lisbon.",
                "<|channel|>analysis<|message|>Ana, then.<|end|><|start|>assistant<|channel|>final<|message|>In Lisbon."
            })
    void an_answer_is_remembered_without_its_reasoning(String answer) {
        services(Service.class).chatModel(ScriptedModel.says(answer)).build().chat("Where is Ana?", AS_ZOE);
        services(Detailed.class).chatModel(ScriptedModel.says(answer)).build().chat("And now?", AS_ZOE);

        assertThat(remembered(ZOE))
                .containsExactly(
                        "USER: Where is Ana?", "ASSISTANT: In Lisbon.", "USER: And now?", "ASSISTANT: In Lisbon.");
    }

    @Test
    void a_stream_is_remembered_without_reasoning_that_is_split_across_its_parts() throws Exception {
        ScriptedStream model = new ScriptedStream(false, "<th", "ink>An", "a.</", "think", ">In ", "Lisbon.");
        CompletableFuture<Void> finished = new CompletableFuture<>();

        services(Streaming.class)
                .streamingChatModel(model)
                .build()
                .chat("Where is Ana?", AS_ZOE)
                .onPartialResponse(partial -> {})
                .onCompleteResponse(response -> finished.complete(null))
                .onError(finished::completeExceptionally)
                .start();
        finished.get(10, TimeUnit.SECONDS);

        assertThat(remembered(ZOE)).containsExactly("USER: Where is Ana?", "ASSISTANT: In Lisbon.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                QuotingReply.NOTHING,
                QuotingReply.MARK + "; from memory: “My sister Ana moved to Lisbon.” (user, 2026-05-08)",
                "<think>I was cut"
            })
    void an_offline_reply_and_reasoning_alone_are_no_answer(String answer) {
        services(Service.class).chatModel(ScriptedModel.says(answer)).build().chat("Where is Ana?", AS_ZOE);

        assertThat(remembered(ZOE)).containsExactly("USER: Where is Ana?");
    }

    @Test
    void a_window_that_captures_remembers_no_reasoning() {
        MemoirChatMemoryProvider windows = MemoirChatMemoryProvider.builder(
                        memory, id -> Optional.of(Scope.user(id.toString())))
                .capture()
                .build();
        AiServices.builder(Windowed.class)
                .chatModel(ScriptedModel.says("<think>Ana, then.</think>In Lisbon."))
                .chatMemoryProvider(windows)
                .build()
                .chat("zoe", "Where is Ana?");

        assertThat(remembered(ZOE)).containsExactly("USER: Where is Ana?", "ASSISTANT: In Lisbon.");
    }

    @Test
    void an_answer_in_the_window_is_not_recalled_again_for_its_reasoning() {
        ChatMemory window = MessageWindowChatMemory.withMaxMessages(10);
        ScriptedModel model = ScriptedModel.says("<think>Ana, then.</think>In Lisbon, by the sea.");
        Service service =
                services(Service.class).chatModel(model).chatMemory(window).build();

        service.chat("Where is Ana?", AS_ZOE);
        service.chat("In Lisbon, by the sea?", AS_ZOE);

        assertThat(model.lastPrompt()).doesNotContain("assistant: In Lisbon, by the sea.");
    }
}
