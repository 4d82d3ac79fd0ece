// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Reads days relative to now and their parts: "yesterday morning", "this evening", "last night", "去年". */
final class DayRule implements TimeRule {

    private final ReferenceTime now;

    DayRule(ReferenceTime now) {
        this.now = now;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        LocalDateTime today = now.time().toLocalDate().atStartOfDay();
        TimeTerm day = text.term(at, Kind.DAY);
        if (day != null) {
            return ofDay(text, today.plusDays(day.value()), at + 1);
        }
        TimeTerm part = text.term(at + 1, Kind.PART_OF_DAY);
        boolean tonight = part != null && part.value() == PartOfDay.NIGHT.number();
        if (part != null && text.is(at, Kind.THIS)) {
            return ofDay(text, today, at + 1);
        }
        if (part != null && (text.is(at, Kind.LAST) && tonight)) {
            return ofDay(text, today.minusDays(1), at + 1);
        }
        TimeTerm year = text.term(at, Kind.YEAR);
        return year == null ? null : new ParseResult(LocalInterval.year(now.year() + year.value()), at + 1);
    }

    private static ParseResult ofDay(TokenSequence text, LocalDateTime day, int end) {
        TimeTerm part = text.term(end, Kind.PART_OF_DAY);
        return part == null
                ? new ParseResult(new LocalInterval(day, day.plusDays(1)), end)
                : new ParseResult(PartOfDay.meant(part).of(day), end + 1);
    }
}
