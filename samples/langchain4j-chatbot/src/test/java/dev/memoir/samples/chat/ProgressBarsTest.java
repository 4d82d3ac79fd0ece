// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final ProgressBars bars = new ProgressBars(new PrintStream(shown, true, StandardCharsets.UTF_8));

    @Test
    void what_is_quickly_done_shows_nothing() {
        for (int i = 0; i <= 100; i++) {
            bars.progress("embedding", i, 100);
        }
        bars.close();
        assertThat(shown()).isEmpty();
    }

    @Test
    void a_task_that_says_nothing_for_long_is_shown_with_how_far_it_is() {
        bars.progress("loading the embedder", 0, 1);
        await().untilAsserted(() -> assertThat(shown()).contains("loading the embedder", "0/1"));
        bars.close();
    }

    @Test
    void the_next_task_gets_a_bar_of_its_own() {
        bars.progress("embedding", 0, 10);
        await().untilAsserted(() -> assertThat(shown()).contains("embedding"));
        bars.progress("embedding", 10, 10);
        bars.progress("indexing", 3, 7);
        await().untilAsserted(() -> assertThat(shown()).contains("indexing", "3/7"));
        bars.close();
    }

    @Test
    void a_bar_is_gone_when_its_task_is_done() {
        bars.progress("indexing", 0, 10);
        await().untilAsserted(() -> assertThat(shown()).contains("indexing"));
        bars.progress("indexing", 10, 10);
        assertThat(shown().substring(shown().lastIndexOf('\r'))).isBlank();
        bars.close();
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
