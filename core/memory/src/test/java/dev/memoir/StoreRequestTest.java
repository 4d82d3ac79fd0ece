// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class StoreRequestTest {

    private static final Scope ZOE = Scope.user("zoe");

    @Test
    void a_text_is_by_default_a_fact_that_stays() {
        StoreRequest request =
                StoreRequest.builder(ZOE).text("Likes tea.").subject("  ").build();
        assertThat(request.turns()).containsExactly(Turn.user("Likes tea."));
        assertThat(request.kind()).isEqualTo(MemoryKind.FACT);
        assertThat(request.subject()).isNull();
        assertThat(request.expiresAt()).isNull();
        assertThat(request.pinned()).isFalse();
    }

    @Test
    void the_last_day_ends_in_the_requests_zone() {
        StoreRequest.Builder voucher =
                StoreRequest.builder(ZOE).text("The voucher is valid.").expiresAfter(LocalDate.parse("2026-05-08"));
        assertThat(voucher.build().expiresAt()).isEqualTo("2026-05-09T00:00:00Z");
        assertThat(voucher.zone(ZoneId.of("Asia/Tokyo")).build().expiresAt()).isEqualTo("2026-05-08T15:00:00Z");
        assertThat(voucher.expiresAt(Instant.EPOCH).build().expiresAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void nothing_to_store_is_rejected() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(StoreRequest.builder(ZOE)::build)
                .withMessageContaining("at least one text");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(StoreRequest.builder(ZOE).text("a").idempotencyKey(" ")::build);
    }

    @Test
    void requests_are_equal_by_value_and_print_no_text() {
        assertThat(pinned()).isEqualTo(pinned()).hasSameHashCodeAs(pinned());
        assertThat(pinned())
                .isNotEqualTo(StoreRequest.builder(ZOE).text("Likes tea.").build());
        assertThat(pinned().toString()).contains("PREFERENCE").doesNotContain("tea");
    }

    private static StoreRequest pinned() {
        return StoreRequest.builder(ZOE)
                .text("Likes tea.")
                .kind(MemoryKind.PREFERENCE)
                .pinned(true)
                .build();
    }
}
