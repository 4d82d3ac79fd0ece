package dev.memoir.recall.time;

import dev.memoir.recall.time.Quantities.Quantity;
import dev.memoir.recall.time.Term.Kind;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** A unit, weekday or night beside a time: "the week before Christmas", "two days after 12 May", "the Sunday before". */
final class Beside implements Rule {

    private final Now now;
    private final Rule times;

    Beside(Now now, Rule times) {
        this.now = now;
        this.times = times;
    }

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Quantity quantity = Quantities.read(text, place);
        int count = quantity == null ? 1 : quantity.most();
        place = quantity == null ? place : quantity.end();
        boolean before = text.is(place + 1, Kind.BEFORE) && !text.is(place + 1, Kind.AGO);
        if (!before && !text.is(place + 1, Kind.AFTER)) {
            return null;
        }
        Term weekday = text.term(place, Kind.WEEKDAY);
        Unit unit = text.is(place, Kind.PART_OF_DAY) ? Unit.DAY : RelativeUnits.unit(text, place);
        if (weekday == null && unit == null) {
            return null;
        }
        Reading reading = times.read(text, place + 2, true);
        if (reading == null) {
            return null;
        }
        Stretch time = reading.when().at(now.time());
        if (weekday != null) {
            return new Reading(weekday(time, DayOfWeek.of(weekday.value()), before, 1), reading.end());
        }
        Stretch beside = unit == Unit.WEEKEND
                ? weekday(time, DayOfWeek.SATURDAY, before, 2)
                : unit == null ? time : before ? before(time, unit, count) : after(time, unit, count);
        return new Reading(beside, reading.end());
    }

    private static Stretch before(Stretch time, Unit unit, int count) {
        LocalDateTime from = unit.plus(time.begin(), -count);
        return new Stretch(from, unit.plus(from, 1));
    }

    private static Stretch after(Stretch time, Unit unit, int count) {
        LocalDateTime to = unit.plus(time.finish(), count);
        return new Stretch(unit.plus(to, -1), to);
    }

    private static Stretch weekday(Stretch time, DayOfWeek day, boolean before, int days) {
        LocalDateTime from = before
                ? time.begin().toLocalDate().atStartOfDay().with(TemporalAdjusters.previous(day))
                : time.finish().toLocalDate().atStartOfDay().with(TemporalAdjusters.nextOrSame(day));
        return new Stretch(from, from.plusDays(days));
    }
}
