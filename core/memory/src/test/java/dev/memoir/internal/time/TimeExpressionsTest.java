// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionsTest {

    /** A Monday. */
    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            What did I plant last spring?               | 2026-03-01 2026-06-01
            Where have I worked since March?            | 2026-03-01 now
            What did I read in the last two weeks?      | 2026-06-01 now
            What did she buy in the past 10 days?       | 2026-06-05 now
            What happened in March?                     | 2026-03-01 2026-04-01
            Who came between March and May 2023?        | 2023-03-01 2023-06-01
            The revenue of Q1 2024                      | 2024-01-01 2024-04-01
            the first quarter of 2024                   | 2024-01-01 2024-04-01
            Where was he in the summer of 2022?         | 2022-06-01 2022-09-01
            What did I get for Christmas 2023?          | 2023-12-25 2023-12-26
            last Christmas                              | 2025-12-25 2025-12-26
            on New Year's Eve                           | 2025-12-31 2026-01-01
            two months ago                              | 2026-04-01 2026-05-01
            a year ago                                  | 2025-01-01 2026-01-01
            a few days ago                              | 2026-06-10 2026-06-14
            Cosa ho detto ieri?                         | 2026-06-14 2026-06-15
            Co robiłem wczoraj?                         | 2026-06-14 2026-06-15
            Who called on Weds?                         | 2026-06-10 2026-06-11
            the day before yesterday                    | 2026-06-13 2026-06-14
            last night                                  | 2026-06-14T18:00 2026-06-15T06:00
            yesterday morning                           | 2026-06-14T04:00 2026-06-14T12:00
            last week                                   | 2026-06-08 2026-06-15
            the week before last                        | 2026-06-01 2026-06-08
            last weekend                                | 2026-06-13 2026-06-15
            next month                                  | 2026-07-01 2026-08-01
            last quarter                                | 2026-01-01 2026-04-01
            Did she call on Friday?                     | 2026-06-12 2026-06-13
            last Monday                                 | 2026-06-08 2026-06-09
            next Friday                                 | 2026-06-19 2026-06-20
            Friday of last week                         | 2026-06-12 2026-06-13
            from Monday to Wednesday                    | 2026-06-08 2026-06-11
            in December                                 | 2025-12-01 2026-01-01
            in March last year                          | 2025-03-01 2025-04-01
            early May 2023                              | 2023-05-01 2023-05-11
            the 5th of May                              | 2026-05-05 2026-05-06
            May 12th, 2023                              | 2023-05-12 2023-05-13
            12-15 May 2023                              | 2023-05-12 2023-05-16
            from November to February 2023              | 2022-11-01 2023-03-01
            from March 2023 to May                      | 2023-03-01 2023-06-01
            2019-2021                                   | 2019-01-01 2022-01-01
            the 1990s                                   | 1990-01-01 2000-01-01
            the '80s                                    | 1980-01-01 1990-01-01
            in the nineties                             | 1990-01-01 2000-01-01
            before 2020                                 | open 2020-01-01
            after May 2021                              | 2021-06-01 open
            until last Friday                           | open 2026-06-13
            from May on                                 | 2026-05-01 open
            since 2019                                  | 2019-01-01 now
            the week before Christmas                   | 2025-12-18 2025-12-25
            The Saturday before 25 May 2023             | 2023-05-20 2023-05-21
            on 2023-05-12                               | 2023-05-12 2023-05-13
            in 2023-05                                  | 2023-05-01 2023-06-01
            am 12.05.2023                               | 2023-05-12 2023-05-13
            25/12/2023                                  | 2023-12-25 2023-12-26
            2023-05-12T10:30:00Z                        | 2023-05-12T10:30 2023-05-12T10:31
            12 mai 2023                                 | 2023-05-12 2023-05-13
            12. Mai 2023                                | 2023-05-12 2023-05-13
            12 de mayo de 2023                          | 2023-05-12 2023-05-13
            12 мая 2023                                 | 2023-05-12 2023-05-13
            2023年5月12日                                | 2023-05-12 2023-05-13
            2023년 5월 12일                              | 2023-05-12 2023-05-13
            12 kwietnia 2020                            | 2020-04-12 2020-04-13
            vor zwei Monaten                            | 2026-04-01 2026-05-01
            seit März                                   | 2026-03-01 now
            letzte Woche                                | 2026-06-08 2026-06-15
            gestern                                     | 2026-06-14 2026-06-15
            il y a deux mois                            | 2026-04-01 2026-05-01
            depuis mars                                 | 2026-03-01 now
            la semaine dernière                         | 2026-06-08 2026-06-15
            hier soir                                   | 2026-06-14 2026-06-15
            hace dos meses                              | 2026-04-01 2026-05-01
            desde marzo                                 | 2026-03-01 now
            la semana pasada                            | 2026-06-08 2026-06-15
            два месяца назад                            | 2026-04-01 2026-05-01
            с марта                                     | 2026-03-01 now
            с марта по май 2023                         | 2023-03-01 2023-06-01
            на прошлой неделе                           | 2026-06-08 2026-06-15
            两个月前                                     | 2026-04-01 2026-05-01
            三月以来                                     | 2026-03-01 now
            上周                                        | 2026-06-08 2026-06-15
            昨天                                        | 2026-06-14 2026-06-15
            去年五月                                     | 2025-05-01 2025-06-01
            """)
    void a_time_becomes_a_range(String text, String range) {
        assertThat(found(text, TimeExpressions.standard())).containsExactly(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "May I ask you something?",
                "may I march on?",
                "Wait a second, the second one is mine.",
                "She sat in the sun.",
                "I fall for it, and they may fall too.",
                "the week before her birthday",
                "April said that June is my friend.",
                "someone in his thirties",
                "at the last minute, on my last day",
                "It cost 2023 dollars in 2000 days.",
                "call 555-2023-05",
                "version 1.2.3, 24/7, 3/4 of it",
                "Das ist hier.",
                "31/02/2023",
                "",
            })
    void words_that_only_look_like_a_time_are_ignored(String text) {
        assertThat(found(text, TimeExpressions.standard())).isEmpty();
    }

    @Test
    void an_ambiguous_date_has_both_readings() {
        List<TimeRange> ranges = TimeExpressions.standard().parse("on 3/4/2023", NOW);
        assertThat(ranges).extracting(TimeRange::text).containsExactly("3/4/2023", "3/4/2023");
        assertThat(ranges)
                .extracting(range -> String.valueOf(range.from()))
                .containsExactly("2023-03-04T00:00:00Z", "2023-04-03T00:00:00Z");
    }

    @Test
    void times_are_in_the_order_of_the_text() {
        assertThat(found("in April and May, and yesterday", TimeExpressions.standard()))
                .containsExactly("2026-04-01 2026-05-01", "2026-05-01 2026-06-01", "2026-06-14 2026-06-15");
    }

    @Test
    void seasons_depend_on_the_hemisphere() {
        TimeExpressions south =
                TimeExpressions.builder().hemisphere(Hemisphere.SOUTHERN).build();
        assertThat(found("last spring", south)).containsExactly("2025-09-01 2025-12-01");
        assertThat(found("summer 2022", south)).containsExactly("2022-12-01 2023-03-01");
    }

    @Test
    void days_begin_at_midnight_of_the_zone() {
        TimeExpressions tokyo =
                TimeExpressions.builder().zone(ZoneId.of("Asia/Tokyo")).build();
        TimeRange today =
                tokyo.parse("today", Instant.parse("2026-06-15T20:00:00Z")).get(0);
        assertThat(today.from()).isEqualTo("2026-06-15T15:00:00Z");
        assertThat(today.to()).isEqualTo("2026-06-16T15:00:00Z");
    }

    private static List<String> found(String text, TimeExpressions expressions) {
        return expressions.parse(text, NOW).stream()
                .map(range -> written(range.from()) + " " + written(range.to()))
                .toList();
    }

    private static String written(Instant time) {
        return time == null
                ? "open"
                : time.equals(NOW)
                        ? "now"
                        : time.toString().replace("T00:00:00Z", "").replace(":00Z", "");
    }
}
