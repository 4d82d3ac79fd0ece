// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Role;
import dev.memoir.TimePrecision;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.ExtractionSettings;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates of extracted facts are in the time zone of their turn. */
class TurnZoneTest {

    @ParameterizedTest
    @CsvSource({
        // zone, said at, word, date, first instant of that date there
        "UTC,                  2026-05-07T23:30:00Z, tomorrow,  2026-05-08, 2026-05-08T00:00:00Z",
        "Asia/Tokyo,           2026-05-07T23:30:00Z, tomorrow,  2026-05-09, 2026-05-08T15:00:00Z",
        "Asia/Tokyo,           2026-05-07T14:59:59Z, tomorrow,  2026-05-08, 2026-05-07T15:00:00Z",
        "Asia/Tokyo,           2026-05-07T15:00:00Z, today,     2026-05-08, 2026-05-07T15:00:00Z",
        "Asia/Tokyo,           2026-05-07T15:00:00Z, yesterday, 2026-05-07, 2026-05-06T15:00:00Z",
        "America/Los_Angeles,  2026-05-08T05:00:00Z, tomorrow,  2026-05-08, 2026-05-08T07:00:00Z",
        "America/Los_Angeles,  2026-05-08T05:00:00Z, yesterday, 2026-05-06, 2026-05-06T07:00:00Z",
        "Asia/Kolkata,         2026-05-07T18:29:59Z, tomorrow,  2026-05-08, 2026-05-07T18:30:00Z",
        "Asia/Kolkata,         2026-05-07T18:30:00Z, tomorrow,  2026-05-09, 2026-05-08T18:30:00Z",
        "Asia/Kathmandu,       2026-05-07T18:15:00Z, today,     2026-05-08, 2026-05-07T18:15:00Z",
        "Australia/Lord_Howe,  2026-05-07T13:30:00Z, today,     2026-05-08, 2026-05-07T13:30:00Z",
        "Pacific/Chatham,      2026-05-07T11:15:00Z, tomorrow,  2026-05-09, 2026-05-08T11:15:00Z",
        // 26 hours apart at the same instant
        "Pacific/Kiritimati,   2026-05-08T10:30:00Z, tomorrow,  2026-05-10, 2026-05-09T10:00:00Z",
        "Pacific/Pago_Pago,    2026-05-08T10:30:00Z, tomorrow,  2026-05-08, 2026-05-08T11:00:00Z",
        // the nights in which clocks go forward and back
        "Europe/Berlin,        2026-03-28T23:30:00Z, today,     2026-03-29, 2026-03-28T23:00:00Z",
        "Europe/Berlin,        2026-03-28T23:30:00Z, tomorrow,  2026-03-30, 2026-03-29T22:00:00Z",
        "Europe/Berlin,        2026-10-25T22:30:00Z, today,     2026-10-25, 2026-10-24T22:00:00Z",
        "Europe/Berlin,        2026-10-25T23:30:00Z, yesterday, 2026-10-25, 2026-10-24T22:00:00Z",
        // a day without midnight
        "Africa/Cairo,         2026-04-23T12:00:00Z, tomorrow,  2026-04-24, 2026-04-23T22:00:00Z",
        "+05:30,               2026-05-07T18:30:00Z, today,     2026-05-08, 2026-05-07T18:30:00Z",
    })
    void a_relative_day_is_a_day_in_the_zone_of_the_turn(
            ZoneId zone, Instant said, String word, LocalDate date, Instant begins) {
        Talk talk = talk(zone, said, "I have a dentist appointment " + word + ".");

        for (int off = -2; off <= 2; off++) {
            ValidationResult result = check(talk, date.plusDays(off), word);
            if (off == 0) {
                assertThat(result).isInstanceOf(ValidationResult.Accepted.class);
                Validity valid = ((Proposal.Add) result.proposal()).claim().valid();
                assertThat(valid.from()).isEqualTo(begins);
                assertThat(valid.precision()).isEqualTo(TimePrecision.DAY);
                assertThat(valid.day(begins)).isEqualTo(date);
            } else {
                assertThat(result)
                        .as("%d days off", off)
                        .isInstanceOfSatisfying(
                                ValidationResult.Rejected.class,
                                rejected -> assertThat(rejected.why().reason()).isEqualTo(Reason.UNGROUNDED_DATE));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "morgen,   Ich habe morgen einen Termin",
        "mañana,   Tengo cita mañana",
        "hier,     Ich arbeite hier",
        "tomorrow, The day after tomorrow or tomorrow",
        "tomorrow, Either tomorrow or today",
        "tomorrow, Not tomorrow but on Friday",
    })
    void an_ambiguous_word_is_not_a_relative_day(String word, String quote) {
        assertThat(RelativeDay.in(quote)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TOMORROW,  I have a dentist appointment tomorrow at 9",
        "TOMORROW,  明天我要去看牙医",
        "TOMORROW,  Завтра к зубному",
        "TOMORROW,  Amanhã vou ao dentista",
        "YESTERDAY, Ich war gestern beim Zahnarzt",
        "YESTERDAY, Ayer fui al dentista",
        "TODAY,     Aujourd'hui je vais chez le dentiste",
        "TODAY,     今日は歯医者に行きます",
    })
    void an_unambiguous_word_is_a_relative_day(RelativeDay day, String quote) {
        assertThat(RelativeDay.in(quote)).contains(day);
    }

    @Test
    void a_prompt_shows_local_times_and_names_zones_other_than_utc() {
        Instant said = Instant.parse("2026-05-07T23:30:00Z");
        String tokyo = prompt(talk(ZoneId.of("Asia/Tokyo"), said, "Hello."));
        assertThat(tokyo)
                .contains("T1 user, Fri 2026-05-08 08:30\n")
                .contains("Times\nAll times above are local (Asia/Tokyo), not UTC.");
        assertThat(prompt(talk(ZoneOffset.UTC, said, "Hello.")))
                .isEqualTo(prompt(talk(null, said, "Hello.")))
                .contains("T1 user, Thu 2026-05-07 23:30\n")
                .doesNotContain("Times");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-08T20:00,       2026-05-08T11:00:00Z",
        "2026-05-08T20:00Z,      2026-05-08T11:00:00Z",
        "2026-05-08T20:00+02:00, 2026-05-08T18:00:00Z",
    })
    void a_time_of_a_reply_is_local_unless_it_has_an_offset(String from, Instant instant) {
        Talk talk = talk(
                ZoneId.of("Asia/Tokyo"), Instant.parse("2026-05-07T23:30:00Z"), "The concert begins tonight at eight.");
        assertThat(read(talk, "The concert begins tonight at eight.", from, "begins tonight at eight")
                        .valid()
                        .from())
                .isEqualTo(instant);
    }

    /** The same turns and replies have the same result with UTC as without a zone. */
    @Property(tries = 200)
    void no_zone_means_utc(
            @ForAll @IntRange(min = 0, max = 60 * 24 * 800) int minutes, @ForAll @IntRange(min = -3, max = 3) int off) {
        Instant said = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(60L * minutes);
        LocalDate date = LocalDate.ofInstant(said, ZoneOffset.UTC).plusDays(off);
        Stream.of("today", "tomorrow", "yesterday", "next week").forEach(word -> {
            String text = "I have a dentist appointment " + word + ".";
            ValidationResult none = check(talk(null, said, text), date, word);
            assertThat(check(talk(ZoneOffset.UTC, said, text), date, word)).isEqualTo(none);
            assertThat(check(talk(ZoneId.of("Etc/UTC"), said, text), date, word))
                    .isEqualTo(none);
        });
    }

    /** In any zone "tomorrow" is the day after the turn, and is stored as the first instant of that day. */
    @Property(tries = 300)
    void tomorrow_is_the_next_day_in_any_zone(
            @ForAll @IntRange(min = 0, max = 60 * 24 * 800) int minutes,
            @ForAll @IntRange(min = 0, max = 10_000) int which) {
        List<String> ids = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        ZoneId zone = ZoneId.of(ids.get(which % ids.size()));
        Instant said = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(60L * minutes);
        LocalDate tomorrow = LocalDate.ofInstant(said, zone).plusDays(1);
        Assume.that(zone.getRules()
                .isValidOffset(
                        said.atZone(zone).toLocalDateTime(), said.atZone(zone).getOffset()));
        ValidationResult result =
                check(talk(zone, said, "I have a dentist appointment tomorrow."), tomorrow, "tomorrow");
        assertThat(result).isInstanceOf(ValidationResult.Accepted.class);
        Validity valid = ((Proposal.Add) result.proposal()).claim().valid();
        assertThat(valid.from()).isEqualTo(tomorrow.atStartOfDay(zone).toInstant());
    }

    private static Talk talk(@org.jspecify.annotations.Nullable ZoneId zone, Instant said, String text) {
        return new Talk().at(said.toString()).turn(Turn.builder(Role.USER, text).zone(zone));
    }

    private static String prompt(Talk talk) {
        return new ExtractionPrompt(ExtractionSettings.defaults())
                .messages(talk.request())
                .get(1)
                .text();
    }

    private static ValidationResult check(Talk talk, LocalDate date, String word) {
        String text = "The user has a dentist appointment on " + date + ".";
        Claim claim = read(talk, text, date.toString(), "a dentist appointment " + word);
        Proposal proposal = new Proposal.Add(claim, List.of(new Citation("turn-1", "a dentist appointment " + word)));
        return ProposalValidator.standard(ExtractionSettings.defaults())
                .check(talk.request(), List.of(proposal))
                .get(0);
    }

    private static Claim read(Talk talk, String text, String from, String quote) {
        String reply = """
                {"operations": [{"op": "ADD", "kind": "EVENT", "text": "%s", "subject": "user", "entities": [],
                  "from": "%s", "to": null, "turns": [1], "quote": "%s"}]}
                """.formatted(text, from, quote);
        return ((Proposal.Add)
                        ReplyParser.read(reply, talk.request()).proposals().get(0))
                .claim();
    }
}
