// SPDX-License-Identifier: Apache-2.0
package dev.memoir.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReasoningFilterTest {

    static Stream<Arguments> tagged() {
        return Stream.of(
                Arguments.of("<think>Zoe asks of Ana.</think>In Lisbon.", "In Lisbon."),
                Arguments.of("<think>\nZoe asks.\n</think>\n\nIn Lisbon.", "In Lisbon."),
                Arguments.of("<thinking>a</thinking> In Lisbon.", "In Lisbon."),
                Arguments.of("<reasoning>a</reasoning>In Lisbon.", "In Lisbon."),
                Arguments.of("<thought>a</thought><analysis>b</analysis>In Lisbon.", "In Lisbon."),
                Arguments.of("<seed:think>a</seed:think>In Lisbon.", "In Lisbon."),
                Arguments.of("[THINK]a[/THINK]In Lisbon.", "In Lisbon."),
                Arguments.of("\u25C1think\u25B7a\u25C1/think\u25B7In Lisbon.", "In Lisbon."),
                Arguments.of("<|begin_of_thought|>a<|end_of_thought|>In Lisbon.", "In Lisbon."),
                Arguments.of("<Think type=\"deep\">a</Think>In Lisbon.", "In Lisbon."),
                Arguments.of("Let me see.\n</think>\nIn Lisbon.", "In Lisbon."),
                Arguments.of("Let me see.</think>In Lisbon.", "In Lisbon."),
                Arguments.of("a</think>b</think>In Lisbon.", "In Lisbon."),
                Arguments.of("<think>a<think>b</think>c</think>In Lisbon.", "In Lisbon."),
                Arguments.of("<think>The <think> tag starts it.</think>In Lisbon.", "In Lisbon."),
                Arguments.of(
                        "<think>Begin with ``` and\n```\ncode</think>In:\n```\nLisbon\n```", "In:\n```\nLisbon\n```"),
                Arguments.of("<think>`</think>` closes it.</think>In Lisbon.", "In Lisbon."),
                Arguments.of("In Lisbon. <think>Was that right?</think> It is warm.", "In Lisbon.  It is warm."),
                Arguments.of("In Lisbon.\n<think>Was that", "In Lisbon."),
                Arguments.of("<think>I should look at", ""),
                Arguments.of("<think></think>", ""));
    }

    @ParameterizedTest
    @MethodSource("tagged")
    void text_between_tags_is_removed(String reply, String answer) {
        assertThat(ReasoningFilter.answer(reply)).isEqualTo(answer);
    }

    static Stream<Arguments> harmony() {
        String analysis = "<|channel|>analysis<|message|>Zoe asks of Ana.<|end|>";
        String last = "<|channel|>final<|message|>In Lisbon.";
        return Stream.of(
                Arguments.of(analysis + "<|start|>assistant" + last, "In Lisbon."),
                Arguments.of(analysis + "<|start|>assistant" + last + "<|return|>", "In Lisbon."),
                Arguments.of("<|start|>assistant" + analysis + "<|start|>assistant" + last + "<|end|>", "In Lisbon."),
                Arguments.of("analysis<|message|>a<|end|><|start|>assistant" + last, "In Lisbon."),
                Arguments.of("Zoe asks of Ana.<|end|><|start|>assistant" + last, "In Lisbon."),
                Arguments.of(analysis + last, "In Lisbon."),
                Arguments.of(last, "In Lisbon."),
                Arguments.of(
                        analysis + "<|start|>assistant<|channel|>commentary to=functions.find <|constrain|>json"
                                + "<|message|>{\"of\":\"Ana\"}<|call|><|start|>assistant" + last,
                        "In Lisbon."),
                Arguments.of("analysisZoe asks of Ana.assistantfinalIn Lisbon.", "In Lisbon."),
                Arguments.of("analysisa assistantcommentary to=find{}assistantfinalIn Lisbon.", "In Lisbon."),
                Arguments.of(analysis + last + " Write `<|end|>` last.<|return|>", "In Lisbon. Write `<|end|>` last."),
                Arguments.of("<|channel|>analysis<|message|>Zoe asks", ""),
                Arguments.of(analysis, ""));
    }

    @ParameterizedTest
    @MethodSource("harmony")
    void only_the_final_channel_of_a_reply_is_the_answer(String reply, String answer) {
        assertThat(ReasoningFilter.answer(reply)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "In Lisbon.",
                " In Lisbon. \n",
                "",
                "Put it into `<think>` and `</think>`.",
                "``a ` <think>`` opens it.",
                "```xml\n<think>a</think>\n```\nThat is all.",
                "~~~\n</think>\n~~~\nThat is all.",
                "Close it with \"</think>\", not with “<think>”.",
                "A List<Thought> holds them.",
                "I think > you think < they think.",
                "<thinker>Rodin</thinker>",
                "Send `<|channel|>analysis<|message|>` first.",
                "```\n<|channel|>final<|message|>Hi<|end|>\n```",
                "Analysis of the assistant's final report: fine.",
                "analysis of the assistant final exam"
            })
    void text_that_only_looks_like_reasoning_is_kept_verbatim(String reply) {
        assertThat(ReasoningFilter.answer(reply)).isSameAs(reply);
    }

    @Property(tries = 300)
    void any_reply_is_filtered_and_none_grows(@ForAll @From("replies") String reply) {
        String answer = ReasoningFilter.answer(reply);

        assertThat(answer.length()).isLessThanOrEqualTo(reply.length());
        assertThat(ReasoningFilter.afterReasoning(reply).length()).isLessThanOrEqualTo(reply.length());
    }

    @Provide
    Arbitrary<String> replies() {
        return Arbitraries.of(
                        "<think>",
                        "</think>",
                        "<reasoning>",
                        "</reasoning>",
                        "`",
                        "```\n",
                        "~~~\n",
                        "\n",
                        " ",
                        "\"",
                        "a",
                        "<|start|>assistant",
                        "<|channel|>",
                        "analysis",
                        "final",
                        "<|message|>",
                        "<|end|>",
                        "[THINK]")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Test
    void a_reply_of_megabytes_is_filtered_quickly() {
        List<String> parts =
                List.of("<think>", "</think>", "` `` ", "```\n", "<|channel|>", "<|start|>assistant ", "<");
        for (String part : parts) {
            String reply = part.repeat(2_000_000 / part.length());

            assertTimeout(Duration.ofSeconds(5), () -> ReasoningFilter.answer(reply), part);
        }
    }
}
