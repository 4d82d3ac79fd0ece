// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import dev.memoir.internal.time.RecurringTime.Pick;
import dev.memoir.internal.time.TimeTerm.Kind;
import dev.memoir.internal.time.YearRule.Year;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates with the name of a month: "12 May 2023", "May 12th", "12 мая", "March 2023", "last March", "in March".
 */
final class NamedDateRule implements TimeRule {

    /** English names that are only months; others are also verbs, adjectives or given names, and need a preposition. */
    private static final Set<String> CERTAIN = Set.copyOf(Languages.words(LanguageTopic.CALENDAR_MONTH_ONLY));

    /** Everyday words, which in lower case are months only in an unambiguous date. */
    private static final Set<String> EVERYDAY = Set.copyOf(Languages.words(LanguageTopic.CALENDAR_MONTH_ALSO_WORD));

    /** With a capital this is the planet; the French month is in lower case. */
    private static final Set<String> PLANET = Set.copyOf(Languages.words(LanguageTopic.CALENDAR_MONTH_LOWER_CASE));

    private final YearRule years;

    NamedDateRule(YearRule years) {
        this.years = years;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        ParseResult result = dayFirst(text, at);
        if (result == null) {
            result = monthFirst(text, at);
        }
        if (result == null) {
            result = picked(text, at);
        }
        return result == null ? alone(text, at, expected) : result;
    }

    private @Nullable ParseResult dayFirst(TokenSequence text, int at) {
        Day day = day(text, text.skip(at, Kind.THE));
        if (day == null || (text.sign(at - 1, ".") && text.joined(at))) {
            return null;
        }
        int place = text.skipSign(day.end(), ".");
        boolean of = text.is(place, Kind.OF);
        place = of ? place + 1 : place;
        TimeTerm month = text.term(place, Kind.MONTH);
        return month == null ? null : dated(text, place, place + 1, month, day, of || day.ordinal());
    }

    private @Nullable ParseResult monthFirst(TokenSequence text, int at) {
        TimeTerm month = text.term(at, Kind.MONTH);
        if (month == null) {
            return null;
        }
        int place = text.skipSign(at + 1, ".");
        Day day = day(text, text.skip(place, Kind.THE));
        return day == null || text.sign(day.end(), ":") ? null : dated(text, at, day.end(), month, day, day.ordinal());
    }

    private @Nullable ParseResult dated(TokenSequence text, int name, int end, TimeTerm month, Day day, boolean clear) {
        Year year = years.after(text, end);
        if (year != null) {
            return new ParseResult(
                    LocalInterval.day(LocalDate.of(year.value(), month.value(), day.value())), year.end());
        }
        return clear || asMonth(text.get(name)) || TimePrepositions.before(text, name, month)
                ? new ParseResult(
                        new RecurringTime(
                                y -> LocalInterval.day(LocalDate.of(y, month.value(), day.value())), Pick.LATEST),
                        end)
                : null;
    }

    private static boolean asMonth(Lexeme name) {
        String word = name.first().text();
        return (!EVERYDAY.contains(word) || name.first().capital())
                && (!PLANET.contains(word) || !name.first().capital());
    }

    private static @Nullable ParseResult picked(TokenSequence text, int at) {
        int place = text.skip(at, Kind.THE);
        TimeTerm month = text.term(place + 1, Kind.MONTH);
        if (month != null) {
            Pick pick = LastThisNext.of(text, place, month, Pick.OVER);
            return pick == null ? null : new ParseResult(monthly(month, pick), place + 2);
        }
        month = text.term(place, Kind.MONTH);
        Pick pick = month == null ? null : LastThisNext.after(text, place + 1, month, Pick.OVER);
        return month == null || pick == null ? null : new ParseResult(monthly(month, pick), place + 2);
    }

    private @Nullable ParseResult alone(TokenSequence text, int at, boolean expected) {
        TimeTerm month = text.term(at, Kind.MONTH);
        if (month == null) {
            return null;
        }
        Year year = years.after(text, text.skipSign(at + 1, "."));
        if (year != null) {
            return new ParseResult(LocalInterval.months(LocalDate.of(year.value(), month.value(), 1), 1), year.end());
        }
        Token word = text.get(at).first();
        boolean certain = CERTAIN.contains(word.text()) && word.capital();
        return certain || expected || listed(text, at) || TimePrepositions.before(text, at, month)
                ? new ParseResult(monthly(month, Pick.LATEST), at + 1)
                : null;
    }

    /** Recognises "April and May". */
    private static boolean listed(TokenSequence text, int at) {
        return text.is(at - 1, Kind.AND) && text.is(at - 2, Kind.MONTH) && asMonth(text.get(at));
    }

    private static RecurringTime monthly(TimeTerm month, Pick pick) {
        return new RecurringTime(year -> LocalInterval.months(LocalDate.of(year, month.value(), 1), 1), pick);
    }

    /**
     * A day of a month.
     *
     * @param value the number of the day
     * @param ordinal whether it is written as an ordinal number
     * @param end the index of the lexeme after it
     */
    record Day(int value, boolean ordinal, int end) {}

    static @Nullable Day day(TokenSequence text, int at) {
        TimeTerm ordinal = text.term(at, Kind.ORDINAL);
        if (ordinal != null) {
            return new Day(ordinal.value(), true, at + 1);
        }
        if (!text.number(at) || text.digits(at) > 2 || text.value(at) < 1 || text.value(at) > 31) {
            return null;
        }
        boolean suffix = text.is(at + 1, Kind.SUFFIX) && text.joined(at + 1);
        return new Day(text.value(at), suffix, suffix ? at + 2 : at + 1);
    }
}
