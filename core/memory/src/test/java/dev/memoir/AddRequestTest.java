// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddRequestTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

    @Test
    void turns_take_defaults_for_what_they_do_not_say_themselves() {
        Turn own = Turn.builder(Role.USER, "b")
                .metadata(Map.of("k", 2))
                .zone(ZoneId.of("Asia/Tokyo"))
                .build();
        AddRequest request = AddRequest.builder(ZOE)
                .text("a")
                .turn(own)
                .metadata(Map.of("k", 1))
                .zone(OSLO)
                .build();
        assertThat(request.turns())
                .containsExactly(
                        Turn.builder(Role.USER, "a")
                                .metadata(Map.of("k", 1))
                                .zone(OSLO)
                                .build(),
                        own);
    }

    @Test
    void the_conversation_is_by_default_the_run() {
        assertThat(AddRequest.builder(ZOE).text("a").build().conversation()).isEqualTo("main");
        assertThat(AddRequest.builder(ZOE.withRun("r")).text("a").build().conversation())
                .isEqualTo("r");
    }

    @Test
    void what_cannot_be_added_is_rejected() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(AddRequest.builder(ZOE)::build)
                .withMessageContaining("at least one turn");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(AddRequest.builder(ZOE).text("a").conversation(" ")::build);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(AddRequest.builder(ZOE).text("a").idempotencyKey("")::build);
    }

    @Test
    void requests_are_equal_by_value_and_print_no_text() {
        AddRequest request = full();
        assertThat(request).isEqualTo(full()).hasSameHashCodeAs(full());
        assertThat(request)
                .isNotEqualTo(AddRequest.builder(ZOE).text("I like tea.").build());
        assertThat(request.toString()).contains("one", "PT1S").doesNotContain("tea", "drinks");
    }

    private static AddRequest full() {
        return AddRequest.builder(ZOE)
                .text("I like tea.")
                .conversation("one")
                .instructions("Look for drinks.")
                .awaitExtraction(Duration.ofSeconds(1))
                .build();
    }
}
