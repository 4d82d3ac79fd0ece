// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import static dev.memoir.Filter.and;
import static dev.memoir.Filter.contains;
import static dev.memoir.Filter.eq;
import static dev.memoir.Filter.exists;
import static dev.memoir.Filter.gt;
import static dev.memoir.Filter.gte;
import static dev.memoir.Filter.icontains;
import static dev.memoir.Filter.in;
import static dev.memoir.Filter.lt;
import static dev.memoir.Filter.lte;
import static dev.memoir.Filter.ne;
import static dev.memoir.Filter.nin;
import static dev.memoir.Filter.not;
import static dev.memoir.Filter.or;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterTest {

    private static final Metadata METADATA =
            Metadata.from(Map.of("city", "Lisboa", "age", 40, "height", 1.75, "tall", true));

    @Test
    void compares_numbers_by_value_whatever_their_type() {
        assertThat(eq("age", 40.0).test(METADATA)).isTrue();
        assertThat(gt("age", 39.5).test(METADATA)).isTrue();
        assertThat(lte("height", 2).test(METADATA)).isTrue();
        assertThat(eq("n", (1L << 53) + 1).test(Metadata.of("n", (double) (1L << 53))))
                .isFalse();
    }

    @Test
    void compares_nothing_across_types() {
        assertThat(eq("age", "40").test(METADATA)).isFalse();
        assertThat(gt("city", 1).test(METADATA)).isFalse();
        assertThat(ne("age", "40").test(METADATA)).isTrue();
    }

    @Test
    void a_missing_key_fulfils_only_negations() {
        assertThat(List.of(
                        eq("x", 1),
                        gt("x", 1),
                        gte("x", 1),
                        lt("x", 1),
                        lte("x", 1),
                        in("x", List.of(1)),
                        exists("x"),
                        contains("x", "")))
                .noneMatch(filter -> filter.test(METADATA));
        assertThat(List.of(ne("x", 1), nin("x", List.of(1)), not(exists("x"))))
                .allMatch(filter -> filter.test(METADATA));
    }

    @Test
    void orders_strings_by_code_point() {
        assertThat(lt("s", "\ud83d\ude00").test(Metadata.of("s", "\uffee"))).isTrue();
    }

    @Test
    void contains_takes_wildcards_as_characters() {
        assertThat(contains("city", "sbo").test(METADATA)).isTrue();
        assertThat(contains("city", "SBO").test(METADATA)).isFalse();
        assertThat(icontains("city", "SBO").test(METADATA)).isTrue();
        assertThat(contains("city", "L*a").test(METADATA)).isFalse();
    }

    @Test
    void times_and_decimals_are_ordered() {
        Metadata metadata = Metadata.from(Map.of(
                "at", Instant.parse("2026-05-07T23:30:00.5Z"),
                "day", LocalDate.parse("2026-05-07"),
                "price", new BigDecimal("12.10")));
        assertThat(gt("at", Instant.parse("2026-05-07T23:30:00Z")).test(metadata))
                .isTrue();
        assertThat(lt("at", Instant.parse("2026-05-07T23:30:01Z")).test(metadata))
                .isTrue();
        assertThat(lte("day", LocalDate.parse("2026-05-07")).test(metadata)).isTrue();
        assertThat(gt("day", LocalDate.parse("2026-05-07")).test(metadata)).isFalse();
        assertThat(eq("price", new BigDecimal("12.1")).test(metadata)).isTrue();
        assertThat(gt("price", new BigDecimal("9.99")).test(metadata)).isTrue();
    }

    @Test
    void a_list_fulfils_what_one_of_its_elements_does() {
        Metadata metadata = Metadata.from(Map.of("tags", List.of("vip", "Berlin", 7)));
        assertThat(List.of(
                        eq("tags", "vip"),
                        in("tags", List.of("x", "Berlin")),
                        contains("tags", "vip"),
                        icontains("tags", "berlin"),
                        gt("tags", 6),
                        ne("tags", "x"),
                        exists("tags")))
                .allMatch(filter -> filter.test(metadata));
        assertThat(List.of(eq("tags", "Vip"), contains("tags", "vi"), contains("tags", "berlin"), gt("tags", 7)))
                .noneMatch(filter -> filter.test(metadata));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> eq("tags", List.of("vip")))
                .withMessageContaining("elements");
    }

    @Test
    void nests() {
        assertThat(and(eq("tall", true), or(eq("city", "Porto"), not(lt("age", 18))))
                        .test(METADATA))
                .isTrue();
        assertThat(and().test(METADATA)).isTrue();
        assertThat(or().test(METADATA)).isFalse();
    }

    @Test
    void a_boolean_has_no_order() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> gt("tall", true));
    }
}
