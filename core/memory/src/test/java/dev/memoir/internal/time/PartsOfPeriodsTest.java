// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbered parts, halves and thirds of periods, in the six languages of relative times. */
class PartsOfPeriodsTest {

    /** A Monday. */
    private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            What did I do in the first week of January 2024? | 2024-01-01 2024-01-08
            the third week of May                       | 2026-05-15 2026-05-22
            the fifth week of May 2023                  | 2023-05-29 2023-06-01
            the last week of May 2023                   | 2023-05-25 2023-06-01
            the 2nd week in March 2023                  | 2023-03-08 2023-03-15
            the first two weeks of January 2024         | 2024-01-01 2024-01-15
            the last three months of 2022               | 2022-10-01 2023-01-01
            the first ten days of May                   | 2026-05-01 2026-05-11
            the second half of 2021                     | 2021-07-01 2022-01-01
            the latter half of 2021                     | 2021-07-01 2022-01-01
            the first half of March                     | 2026-03-01 2026-03-16
            the second half of March 2022               | 2022-03-16 2022-04-01
            the second half of last year                | 2025-07-01 2026-01-01
            the second half of the year                 | 2026-07-01 2027-01-01
            the first half of the nineties              | 1990-01-01 1995-01-01
            the last quarter of 2023                    | 2023-10-01 2024-01-01
            the final quarter of 2023                   | 2023-10-01 2024-01-01
            the third quarter of last year              | 2025-07-01 2025-10-01
            the first month of Q3 2024                  | 2024-07-01 2024-08-01
            the first week of the second quarter of 2023 | 2023-04-01 2023-04-08
            mid-March                                   | 2026-03-11 2026-03-21
            mid 2021                                    | 2021-05-01 2021-09-01
            the end of 2022                             | 2022-09-01 2023-01-01
            at the beginning of 2023                    | 2023-01-01 2023-05-01
            towards the end of last year                | 2025-09-01 2026-01-01
            by the end of the month                     | 2026-06-21 2026-07-01
            at the start of the year                    | 2026-01-01 2026-05-01
            the end of the first week of May            | 2026-05-05 2026-05-08
            late 2019                                   | 2019-09-01 2020-01-01
            late in May 2023                            | 2023-05-21 2023-06-01
            the latter part of 2019                     | 2019-09-01 2020-01-01
            the late 1990s                              | 1996-09-01 2000-01-01
            last weekend of June                        | 2025-06-28 2025-06-30
            the first weekend in May                    | 2026-05-02 2026-05-04
            the first Monday of May                     | 2026-05-04 2026-05-05
            the last Friday in March 2023               | 2023-03-31 2023-04-01
            the last Friday of last month               | 2026-05-29 2026-05-30
            the first day of spring 2023                | 2023-03-01 2023-03-02
            the last day of 2023                        | 2023-12-31 2024-01-01
            in the month of May                         | 2026-05-01 2026-06-01
            the week of 12 May 2023                     | 2023-05-08 2023-05-15
            the weekend of 12 May 2023                  | 2023-05-13 2023-05-15
            since the second half of 2021               | 2021-07-01 now
            before the last week of May 2023            | open 2023-05-25
            between the first week of May and the end of May | 2026-05-01 2026-06-01
            """)
    void english(String text, String range) {
        assertThat(found(text)).containsExactly(range);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            die erste Woche im Januar 2024              | 2024-01-01 2024-01-08
            in der ersten Hälfte des Januar 2024        | 2024-01-01 2024-01-16
            die zweite Hälfte 2021                      | 2021-07-01 2022-01-01
            in der zweiten Hälfte des Jahres 2021       | 2021-07-01 2022-01-01
            im zweiten Halbjahr 2021                    | 2021-07-01 2022-01-01
            das letzte Quartal 2023                     | 2023-10-01 2024-01-01
            im 3. Quartal 2023                          | 2023-07-01 2023-10-01
            Mitte März                                  | 2026-03-11 2026-03-21
            Ende 2022                                   | 2022-09-01 2023-01-01
            Anfang Mai 2023                             | 2023-05-01 2023-05-11
            zu Beginn des letzten Jahres                | 2025-01-01 2025-05-01
            Ende des Monats                             | 2026-06-21 2026-07-01
            die dritte Woche im Mai                     | 2026-05-15 2026-05-22
            die 2. Woche im März 2023                   | 2023-03-08 2023-03-15
            Ende 2019                                   | 2019-09-01 2020-01-01
            die erste Hälfte des März                   | 2026-03-01 2026-03-16
            das letzte Wochenende im Mai                | 2026-05-30 2026-06-01
            am ersten Montag im Mai                     | 2026-05-04 2026-05-05
            am letzten Freitag im März 2023             | 2023-03-31 2023-04-01
            die letzten drei Monate des Jahres 2022     | 2022-10-01 2023-01-01
            """)
    void german(String text, String range) {
        assertThat(found(text)).contains(range);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            la première semaine de janvier 2024         | 2024-01-01 2024-01-08
            la deuxième moitié de 2021                  | 2021-07-01 2022-01-01
            la seconde moitié de l'année 2021           | 2021-07-01 2022-01-01
            au second semestre 2021                     | 2021-07-01 2022-01-01
            le dernier trimestre de 2023                | 2023-10-01 2024-01-01
            au 3e trimestre 2023                        | 2023-07-01 2023-10-01
            le 1er trimestre de 2023                    | 2023-01-01 2023-04-01
            mi-mars                                     | 2026-03-11 2026-03-21
            à la mi-mars                                | 2026-03-11 2026-03-21
            fin 2022                                    | 2022-09-01 2023-01-01
            à la fin de l'année dernière                | 2025-09-01 2026-01-01
            à la fin du mois                            | 2026-06-21 2026-07-01
            début mai 2023                              | 2023-05-01 2023-05-11
            au début de 2023                            | 2023-01-01 2023-05-01
            la troisième semaine de mai                 | 2026-05-15 2026-05-22
            la première quinzaine de mars               | 2026-03-01 2026-03-16
            le dernier week-end de mai                  | 2026-05-30 2026-06-01
            le premier lundi de mai                     | 2026-05-04 2026-05-05
            les trois derniers mois de 2022             | 2022-10-01 2023-01-01
            """)
    void french(String text, String range) {
        assertThat(found(text)).containsExactly(range);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            la primera semana de enero de 2024          | 2024-01-01 2024-01-08
            la segunda mitad de 2021                    | 2021-07-01 2022-01-01
            el segundo semestre de 2021                 | 2021-07-01 2022-01-01
            el último trimestre de 2023                 | 2023-10-01 2024-01-01
            el 3º trimestre de 2023                     | 2023-07-01 2023-10-01
            a mediados de marzo                         | 2026-03-11 2026-03-21
            a finales de 2022                           | 2022-09-01 2023-01-01
            al final de 2022                            | 2022-09-01 2023-01-01
            a principios de mayo de 2023                | 2023-05-01 2023-05-11
            a principios del año pasado                 | 2025-01-01 2025-05-01
            a fines de mes                              | 2026-06-21 2026-07-01
            la tercera semana de mayo                   | 2026-05-15 2026-05-22
            la primera quincena de marzo                | 2026-03-01 2026-03-16
            el último fin de semana de mayo             | 2026-05-30 2026-06-01
            el primer lunes de mayo                     | 2026-05-04 2026-05-05
            los últimos tres meses de 2022              | 2022-10-01 2023-01-01
            """)
    void spanish(String text, String range) {
        assertThat(found(text)).containsExactly(range);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            первая неделя января 2024                   | 2024-01-01 2024-01-08
            на первой неделе января 2024 года           | 2024-01-01 2024-01-08
            вторая половина 2021 года                   | 2021-07-01 2022-01-01
            во второй половине 2021                     | 2021-07-01 2022-01-01
            второе полугодие 2021 года                  | 2021-07-01 2022-01-01
            последний квартал 2023 года                 | 2023-10-01 2024-01-01
            3-й квартал 2023 года                       | 2023-07-01 2023-10-01
            в середине марта                            | 2026-03-11 2026-03-21
            конец 2022 года                             | 2022-09-01 2023-01-01
            в начале мая 2023                           | 2023-05-01 2023-05-11
            в начале прошлого года                      | 2025-01-01 2025-05-01
            в конце месяца                              | 2026-06-21 2026-07-01
            третья неделя мая                           | 2026-05-15 2026-05-22
            в конце 2019                                | 2019-09-01 2020-01-01
            первая половина марта                       | 2026-03-01 2026-03-16
            последние выходные мая                      | 2026-05-30 2026-06-01
            в первый понедельник мая                    | 2026-05-04 2026-05-05
            последние три месяца 2022 года              | 2022-10-01 2023-01-01
            """)
    void russian(String text, String range) {
        assertThat(found(text)).containsExactly(range);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            2024年1月的第一周                             | 2024-01-01 2024-01-08
            2024年1月第一个星期                           | 2024-01-01 2024-01-08
            2021年下半年                                 | 2021-07-01 2022-01-01
            去年下半年                                   | 2025-07-01 2026-01-01
            下半年                                       | 2026-07-01 2027-01-01
            2023年最后一个季度                            | 2023-10-01 2024-01-01
            2023年第三季度                               | 2023-07-01 2023-10-01
            三月中旬                                     | 2026-03-11 2026-03-21
            2022年底                                    | 2022-09-01 2023-01-01
            2022年年底                                  | 2022-09-01 2023-01-01
            去年年初                                     | 2025-01-01 2025-05-01
            三月初                                       | 2026-03-01 2026-03-11
            月底                                         | 2026-06-21 2026-07-01
            上个月底                                     | 2026-05-21 2026-06-01
            五月的第三周                                  | 2026-05-15 2026-05-22
            2019年末                                    | 2019-09-01 2020-01-01
            三月上半月                                   | 2026-03-01 2026-03-16
            五月的最后一个周末                             | 2026-05-30 2026-06-01
            五月的第一个星期一                             | 2026-05-04 2026-05-05
            2022年的最后三个月                            | 2022-10-01 2023-01-01
            """)
    void chinese(String text, String range) {
        assertThat(found(text)).containsExactly(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the second half of the pizza",
                "the last quarter of the cake",
                "the last week of school",
                "the last two weeks of the course",
                "the first week of the course",
                "the first Monday of the course",
                "the last Monday of the course",
                "the third day of the trip",
                "the end of the story, in the end, at the end of the day",
                "mid-air, the early bird, late again",
                "the middle of the room",
                "a half of it, half an hour late",
                "the sixth week of the second half of the game",
                "the fifth week of the first week of the marathon",
                "the first month of the lease",
                "die zweite Hälfte der Pizza",
                "die erste Woche der Schule, am Ende der Straße",
                "Anfang vom Ende, Mitte des Raumes",
                "la deuxième moitié de la pizza",
                "la dernière semaine de vacances",
                "le premier jour de notre voyage, la fin de la rue",
                "la segunda mitad de la pizza",
                "la última semana de clases, al final de la calle",
                "вторая половина пиццы",
                "в конце концов, в начале фильма",
                "первая неделя отпуска",
                "第二块披萨的下半部分",
                "第一周的课程",
                "初中",
            })
    void only_times_are_divided(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            What did he say last week?                  | 2026-06-08 2026-06-15
            last Monday, of course                      | 2026-06-08 2026-06-09
            上周的会议                                    | 2026-06-08 2026-06-15
            la semaine dernière de neuf heures          | 2026-06-08 2026-06-15
            2022年初中毕业                               | 2022-01-01 2023-01-01
            2022年中国                                  | 2022-01-01 2023-01-01
            the end of the week before Christmas        | 2025-12-18 2025-12-25
            """)
    void a_time_next_to_other_words_is_read(String text, String range) {
        assertThat(found(text)).containsExactly(range);
    }

    @Property(tries = 200)
    void the_weeks_of_a_month_follow_each_other_and_cover_it(
            @ForAll @IntRange(min = 2001, max = 2030) int year, @ForAll @IntRange(min = 1, max = 12) int month) {
        LocalDate at = LocalDate.of(year, month, 1);
        Instant next = at.atStartOfDay().toInstant(ZoneOffset.UTC);
        String name = at.getMonth().getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH) + " " + year;
        for (String week : List.of("first", "second", "third", "fourth", "fifth")) {
            for (TimeRange range : TimeExpressions.standard().parse("the " + week + " week of " + name, NOW)) {
                if (range.text().startsWith("the ")) {
                    assertThat(range.from()).isEqualTo(next);
                    next = range.to();
                }
            }
        }
        assertThat(next).isEqualTo(at.plusMonths(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static List<String> found(String text) {
        return TimeExpressions.standard().parse(text, NOW).stream()
                .map(range -> end(range.from()) + " " + end(range.to()))
                .toList();
    }

    private static String end(Instant instant) {
        return instant == null
                ? "open"
                : instant.equals(NOW)
                        ? "now"
                        : instant.toString().replace("T00:00:00Z", "").replace(":00Z", "");
    }
}
