// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.QuantityReader.Quantity;
import dev.memoir.internal.time.TimeTerm.Kind;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** Reads a unit, weekday or night relative to another time: "the week before Christmas", "two days after 12 May". */
final class OffsetRule implements TimeRule {

    private final ReferenceTime now;
    private final TimeRule times;

    OffsetRule(ReferenceTime now, TimeRule times) {
        this.now = now;
        this.times = times;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Quantity quantity = QuantityReader.read(text, place);
        int count = quantity == null ? 1 : quantity.most();
        place = quantity == null ? place : quantity.end();
        boolean before = text.is(place + 1, Kind.BEFORE) && !text.is(place + 1, Kind.AGO);
        if (!before && !text.is(place + 1, Kind.AFTER)) {
            return null;
        }
        TimeTerm weekday = text.term(place, Kind.WEEKDAY);
        CalendarUnit unit = text.is(place, Kind.PART_OF_DAY) ? CalendarUnit.DAY : RelativeUnitRule.unit(text, place);
        if (weekday == null && unit == null) {
            return null;
        }
        ParseResult anchor = times.read(text, place + 2, true);
        if (anchor == null) {
            return null;
        }
        LocalInterval time = anchor.when().at(now.time());
        if (weekday != null) {
            return new ParseResult(weekday(time, DayOfWeek.of(weekday.value()), before, 1), anchor.end());
        }
        LocalInterval adjacent = unit == CalendarUnit.WEEKEND
                ? weekday(time, DayOfWeek.SATURDAY, before, 2)
                : unit == null ? time : before ? before(time, unit, count) : after(time, unit, count);
        return new ParseResult(adjacent, anchor.end());
    }

    private static LocalInterval before(LocalInterval time, CalendarUnit unit, int count) {
        LocalDateTime from = unit.plus(time.begin(), -count);
        return new LocalInterval(from, unit.plus(from, 1));
    }

    private static LocalInterval after(LocalInterval time, CalendarUnit unit, int count) {
        LocalDateTime to = unit.plus(time.finish(), count);
        return new LocalInterval(unit.plus(to, -1), to);
    }

    private static LocalInterval weekday(LocalInterval time, DayOfWeek day, boolean before, int days) {
        LocalDateTime from = before
                ? time.begin().toLocalDate().atStartOfDay().with(TemporalAdjusters.previous(day))
                : time.finish().toLocalDate().atStartOfDay().with(TemporalAdjusters.nextOrSame(day));
        return new LocalInterval(from, from.plusDays(days));
    }
}
