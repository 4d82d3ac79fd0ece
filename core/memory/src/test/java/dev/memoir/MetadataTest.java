// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void widens_numbers_and_keeps_what_it_was_given() {
        Metadata metadata = Metadata.from(Map.of("i", 1, "f", 0.5f, "b", true, "s", "x"));
        assertThat(metadata.asMap()).isEqualTo(Map.of("i", 1L, "f", 0.5, "b", true, "s", "x"));
    }

    @Test
    void keeps_times_ids_constants_and_decimals_in_one_form_each() {
        Map<String, Object> given = new HashMap<>();
        given.put("instant", Instant.parse("2026-05-07T23:30:00Z"));
        given.put("date", LocalDate.parse("2026-05-07"));
        given.put("id", UUID.fromString("0000000A-0000-0000-0000-000000000000"));
        given.put("kind", MemoryKind.FACT);
        given.put("price", new BigDecimal("12.10"));
        given.put("whole", new BigDecimal("3.00"));
        given.put("tags", List.of("a", 1, MemoryKind.EVENT));
        assertThat(Metadata.from(given).asMap())
                .isEqualTo(Map.of(
                        "instant",
                        "2026-05-07T23:30:00.000Z",
                        "date",
                        "2026-05-07",
                        "id",
                        "0000000a-0000-0000-0000-000000000000",
                        "kind",
                        "FACT",
                        "price",
                        12.1,
                        "whole",
                        3L,
                        "tags",
                        List.of("a", 1L, "EVENT")));
    }

    @Test
    void a_number_or_time_that_cannot_be_kept_whole_is_rejected() {
        for (Object value : List.of(
                new BigDecimal("0.12345678901234567890"),
                new BigDecimal("1e400"),
                Instant.MAX,
                LocalDate.of(-1, 1, 1))) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> Metadata.of("k", value))
                    .withMessageContaining("'k'");
        }
    }

    @Test
    void entries_are_shared_that_all_have_alike() {
        assertThat(Metadata.common(List.of(
                        Metadata.from(Map.of("project", "alpha", "n", 1)), Metadata.from(Map.of("project", "alpha")))))
                .isEqualTo(Metadata.of("project", "alpha"));
        assertThat(Metadata.common(List.of(Metadata.of("k", 1), Metadata.of("k", 2))))
                .isEqualTo(Metadata.none());
        assertThat(Metadata.common(List.of())).isEqualTo(Metadata.none());
    }

    @Test
    void does_not_follow_the_map_it_was_made_of() {
        Map<String, Object> map = new HashMap<>(Map.of("k", 1));
        Metadata metadata = Metadata.from(map);
        map.put("k", 2);
        assertThat(metadata.get("k")).isEqualTo(1L);
    }

    @Test
    void rejects_what_cannot_be_filtered_by() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Metadata.of("tags", List.of(List.of("a"))))
                .withMessageContaining("'tags'");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Metadata.of("x", Double.NaN));
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Metadata.of(" ", 1));
        Map<String, Object> holed = new HashMap<>();
        holed.put("k", null);
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Metadata.from(holed));
    }
}
