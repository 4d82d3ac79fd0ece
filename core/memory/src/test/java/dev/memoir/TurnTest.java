// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TurnTest {

    @Test
    void rejects_a_text_with_nothing_in_it() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Turn.user(" \n"));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Turn.user(null));
    }

    @Test
    void takes_a_megabyte_and_rejects_what_is_far_more() {
        assertThat(Turn.user("x".repeat(1 << 20)).text()).hasSize(1 << 20);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Turn.user("x".repeat((4 << 20) + 1)))
                .withMessageContaining("Split it");
    }

    @Test
    void replaces_what_no_store_can_hold_and_keeps_the_rest() {
        assertThat(Turn.user("a\u0000b\ud800c😀\n\t").text()).isEqualTo("a\ufffdb\ufffdc😀\n\t");
    }

    @Test
    void keeps_time_to_the_millisecond() {
        Turn turn = Turn.builder(Role.USER, "hi")
                .saidAt(Instant.parse("2026-01-02T03:04:05.123456789Z"))
                .build();
        assertThat(turn.saidAt()).isEqualTo("2026-01-02T03:04:05.123Z");
    }

    @Test
    void a_blank_speaker_is_none() {
        assertThat(Turn.builder(Role.USER, "hi").speaker(" ").build().speaker()).isNull();
    }
}
