// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.NamedDateRule.Day;
import dev.memoir.internal.time.TimeTerm.Kind;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads ranges from one time to another, both inclusive: "between March and May 2023", "from Monday to Friday", "12–15
 * May", "2019-2021". If one side has no year, it gets that of the other side, or the year before if the order requires
 * it.
 */
final class RangeRule implements TimeRule {

    private final ReferenceTime now;
    private final TimeRule times;

    RangeRule(ReferenceTime now, TimeRule times) {
        this.now = now;
        this.times = times;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        if (text.is(at, Kind.BETWEEN)) {
            return joined(text, at + 1, true, true);
        }
        return text.is(at, Kind.FROM) ? joined(text, at + 1, true, false) : joined(text, at, expected, false);
    }

    private @Nullable ParseResult joined(TokenSequence text, int at, boolean expected, boolean between) {
        ParseResult first = times.read(text, at, expected);
        int link = first == null ? -1 : link(text, first.end(), between, expected);
        ParseResult second = link < 0 ? null : times.read(text, link, true);
        if (first != null && second != null) {
            return new ParseResult(span(first.when(), second.when()), second.end());
        }
        return days(text, at, between);
    }

    /** Reads "12 to 15 May", "the 12th and the 15th of May". */
    private @Nullable ParseResult days(TokenSequence text, int at, boolean between) {
        Day day = NamedDateRule.day(text, text.skip(at, Kind.THE));
        int link = day == null ? -1 : link(text, text.skipSign(day.end(), "."), between, true);
        ParseResult second = link < 0 || day == null ? null : times.read(text, link, false);
        if (second == null || day == null || NamedDateRule.day(text, text.skip(link, Kind.THE)) == null) {
            return null;
        }
        LocalInterval last = second.when().at(now.time());
        if (last.begin().getDayOfMonth() <= day.value()
                || !last.begin().plusDays(1).equals(last.to())) {
            return null;
        }
        return new ParseResult(new LocalInterval(last.begin().withDayOfMonth(day.value()), last.to()), second.end());
    }

    /** {@return the index after the word that links two times, or -1 if there is none} */
    private static int link(TokenSequence text, int at, boolean between, boolean expected) {
        boolean links = between
                ? text.is(at, Kind.AND) || text.dash(at)
                : text.dash(at)
                        || (expected && (text.is(at, Kind.TO) || text.is(at, Kind.UNTIL)))
                        || (!expected && text.is(at, Kind.TO));
        return links ? at + 1 : -1;
    }

    private LocalInterval span(TimeReference first, TimeReference second) {
        if (first instanceof RecurringTime yearly) {
            LocalInterval last = second.at(now.time());
            return checked(yearly.upTo(last.begin()), last);
        }
        LocalInterval begin = (LocalInterval) first;
        LocalInterval end =
                second instanceof RecurringTime yearly ? yearly.from(begin.begin()) : (LocalInterval) second;
        return checked(begin, end);
    }

    /** "From Monday to Wednesday", said on a Monday, began a week earlier. */
    private static LocalInterval checked(LocalInterval first, LocalInterval last) {
        LocalDateTime from = first.begin();
        LocalDateTime to = last.finish();
        if (from.isBefore(to)) {
            return new LocalInterval(from, to);
        }
        LocalDateTime weekBefore = from.minusWeeks(1);
        return weekBefore.isBefore(to)
                ? new LocalInterval(weekBefore, to)
                : new LocalInterval(last.begin(), first.finish());
    }
}
