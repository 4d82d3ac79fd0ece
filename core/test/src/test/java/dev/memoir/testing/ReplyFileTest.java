// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import dev.memoir.Role;
import dev.memoir.llm.LanguageModel.Message;
import dev.memoir.llm.PromptRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyFileTest {

    @TempDir
    private Path folder;

    private static List<Message> prompt(String text) {
        return List.of(new Message(Role.USER, text));
    }

    @Test
    void a_recorded_prompt_costs_no_call() throws IOException {
        Path file = folder.resolve("replies.jsonl");
        AtomicInteger calls = new AtomicInteger();
        ReplyFile first = ReplyFile.open(file, (messages, schema) -> "reply " + calls.incrementAndGet());
        assertThat(first.complete(prompt("a"), null)).isEqualTo("reply 1");
        assertThat(first.complete(prompt("a"), null)).isEqualTo("reply 1");
        assertThat(first.complete(prompt("b"), null)).isEqualTo("reply 2");

        ReplyFile second = ReplyFile.open(file, null);
        assertThat(second.complete(prompt("b"), null)).isEqualTo("reply 2");
        assertThatThrownBy(() -> second.complete(prompt("c"), null)).isInstanceOf(PromptRejectedException.class);
        assertThat(second.missing()).isEqualTo(1);
        assertThat(calls).hasValue(2);
        assertThat(file).content().as("no prompt").doesNotContain("\"a\"");
    }

    @Test
    void a_damaged_line_is_named() throws IOException {
        Path file =
                Files.writeString(folder.resolve("replies.jsonl"), "{\"prompt\":\"p\",\"reply\":\"r\"}\n{\"x\":1}\n");
        assertThatThrownBy(() -> ReplyFile.open(file, null))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Line 2 of");
    }
}
