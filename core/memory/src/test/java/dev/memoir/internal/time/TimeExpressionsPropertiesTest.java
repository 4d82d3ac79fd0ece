// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionsPropertiesTest {

    private static final TimeExpressions TIMES = TimeExpressions.standard();

    private static final List<String> PIECES = List.of(
            ("last next this past since until before after between and from to in on of the early late ago two 3 31"
                            + " 99 1999 2023 000 999999999999 week weeks month year day weekend spring May March Monday"
                            + " Christmas Q 1 4 st th s ' - . / : , T"
                            + " vor seit il_y_a hace назад марта 月 年 日 前 上 两 二〇二三 90 er nineties yesterday first"
                            + " second couple_of few half")
                    .split(" "));

    @Property(tries = 1000)
    void parsing_never_throws_and_ranges_are_in_order_with_their_words(
            @ForAll("texts") String text, @ForAll("references") Instant reference) {
        for (TimeExpressions times : List.of(
                TIMES,
                TimeExpressions.builder().zone(ZoneId.of("Africa/Casablanca")).build())) {
            for (TimeRange range : times.parse(text, reference)) {
                assertThat(range.from() != null || range.to() != null).isTrue();
                if (range.from() != null && range.to() != null) {
                    assertThat(range.from()).isBefore(range.to());
                }
                assertThat(text.substring(range.start(), range.end())).isEqualTo(range.text());
                assertThat(range.text()).isNotBlank();
            }
        }
    }

    @Property(tries = 200)
    void any_text_is_parsed(@ForAll String text) {
        assertThatCode(() -> TIMES.parse(text, Instant.EPOCH)).doesNotThrowAnyException();
    }

    @Property(tries = 200)
    void days_and_weeks_are_relative_to_the_reference(
            @ForAll @IntRange(min = 1, max = 90) int count,
            @ForAll @IntRange(min = -500, max = 500) int weeks,
            @ForAll("relative") String text) {
        Instant reference = Instant.parse("2026-06-15T10:00:00Z");
        Duration shift = Duration.ofDays(7L * weeks);
        String counted = text.replace("N", Integer.toString(count));
        TimeRange before = TIMES.parse(counted, reference).get(0);
        TimeRange after = TIMES.parse(counted, reference.plus(shift)).get(0);
        assertThat(after.from()).isEqualTo(before.from().plus(shift));
        assertThat(after.to()).isEqualTo(before.to().plus(shift));
    }

    @Property(tries = 200)
    void a_full_date_does_not_depend_on_the_reference_or_the_format(
            @ForAll @LongRange(min = -36_000, max = 36_000) long day, @ForAll("references") Instant reference) {
        LocalDate date = LocalDate.ofEpochDay(day);
        List<String> ways = List.of(
                date.toString(),
                "%d.%d.%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear()),
                "%d年%d月%d日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth()),
                "%s %d, %d".formatted(name(date), date.getDayOfMonth(), date.getYear()),
                "%d %s %d".formatted(date.getDayOfMonth(), name(date), date.getYear()));
        for (String way : ways) {
            assertThat(TIMES.parse("on " + way + "?", reference))
                    .singleElement()
                    .satisfies(range -> {
                        assertThat(range.from()).isEqualTo(date.atStartOfDay().toInstant(ZoneOffset.UTC));
                        assertThat(range.to())
                                .isEqualTo(date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
                    });
        }
    }

    @Property(tries = 200)
    void a_time_without_a_year_has_begun(@ForAll("references") Instant reference, @ForAll("alone") String text) {
        assertThat(TIMES.parse(text, reference))
                .isNotEmpty()
                .allSatisfy(range -> assertThat(range.from()).isBeforeOrEqualTo(reference));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "between ",
                "1",
                "the ",
                "since last ",
                "12-",
                "twenty ",
                "三",
                "the week before ",
                "from May to ",
                "\u200B"
            })
    void a_hostile_text_is_read_in_linear_time(String piece) {
        // Anything worse than linear time would take hours here.
        assertThatCode(() -> TIMES.parse(piece.repeat(50_000), Instant.EPOCH)).doesNotThrowAnyException();
    }

    @Test
    void the_limits_of_the_calendar_do_not_throw() {
        for (Instant reference : List.of(Instant.MIN, Instant.MAX)) {
            assertThatCode(() -> TIMES.parse("last week, in 10 decades, since March, next year, the 90s", reference))
                    .doesNotThrowAnyException();
        }
    }

    private static String name(LocalDate date) {
        return date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(14)
                .flatMap(words -> Arbitraries.of(" ", " ", " ", "")
                        .map(gap -> words.stream()
                                .map(word -> word.replace('_', ' '))
                                .collect(Collectors.joining(gap))));
    }

    @Provide
    Arbitrary<Instant> references() {
        return Arbitraries.longs().between(-2_000_000_000L, 8_000_000_000L).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<String> relative() {
        return Arbitraries.of(
                "N days ago",
                "N weeks ago",
                "in the last N weeks",
                "past N days",
                "yesterday",
                "last Friday",
                "last week",
                "next N weeks",
                "vor N Tagen",
                "since last Monday",
                "the day before yesterday");
    }

    @Provide
    Arbitrary<String> alone() {
        return Arbitraries.of(
                "in March", "on Friday", "in summer", "on 29 February", "at Christmas", "Q3", "in January");
    }
}
