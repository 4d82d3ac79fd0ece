// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring;

import static dev.memoir.spring.ScriptedModel.response;
import static dev.memoir.spring.ScriptedModel.says;
import static dev.memoir.spring.ScriptedModel.streams;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.llm.QuotingReply;
import dev.memoir.spring.AdvisorCasesTest.Way;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.messages.AssistantMessage;

/** Reasoning of a model, and answers that no model gave, are not stored as its answer. */
class ReasoningTest extends MemoryFixture {

    static Stream<Arguments> answers() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(
                                "<think>Ana , then.</think>\n\nIn Lisbon.",
                                "Ana, then.\n</think>\n\nIn Lisbon.",
                                "<|channel|>analysis<|message|>Ana, then.<|end|><|start|>assistant<|channel|>final"
                                        + "<|message|>In Lisbon.")
                        .map(answer -> Arguments.of(way, answer)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_answer_is_remembered_without_its_reasoning(Way way, String answer) {
        way.ask(asZoe(client(says(answer)).prompt("Where is Ana?")));

        assertThat(remembered(ZOE)).containsExactly("USER: Where is Ana?", "ASSISTANT: In Lisbon.");
    }

    @Test
    void a_stream_is_remembered_without_reasoning_that_is_split_across_its_parts() {
        ScriptedModel model = streams(
                response(new AssistantMessage("<th"), ""),
                response(new AssistantMessage("ink>Ana.</th"), ""),
                response(new AssistantMessage("ink>In "), ""),
                response(new AssistantMessage("Lisbon."), "STOP"));

        Way.STREAM.ask(asZoe(client(model).prompt("Where is Ana?")));

        assertThat(remembered(ZOE)).containsExactly("USER: Where is Ana?", "ASSISTANT: In Lisbon.");
    }

    @ParameterizedTest
    @EnumSource
    void an_offline_reply_is_no_answer(Way way) {
        way.ask(asZoe(client(says(QuotingReply.NOTHING)).prompt("Where is Ana?")));

        assertThat(remembered(ZOE)).containsExactly("USER: Where is Ana?");
    }

    @Test
    void an_answer_in_the_window_is_not_recalled_again_for_its_reasoning() {
        ScriptedModel model = says("<think>Ana, then.</think>In Lisbon, by the sea.");
        ChatClient client = ChatClient.builder(model)
                .defaultAdvisors(
                        advisor,
                        MessageChatMemoryAdvisor.builder(
                                        MessageWindowChatMemory.builder().build())
                                .build())
                .build();

        for (String question : new String[] {"Where is Ana?", "In Lisbon, by the sea?"}) {
            asZoe(client.prompt(question))
                    .advisors(a -> a.param(ChatMemory.CONVERSATION_ID, "talk"))
                    .call()
                    .content();
        }

        assertThat(model.lastSystem()).doesNotContain("assistant: In Lisbon, by the sea.");
    }
}
