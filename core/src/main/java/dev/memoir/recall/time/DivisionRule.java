package dev.memoir.recall.time;

import dev.memoir.recall.time.OrdinalNumbers.Ordinal;
import dev.memoir.recall.time.Quantities.Quantity;
import dev.memoir.recall.time.Term.Kind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbered parts of a period: "the first week of January 2024", "the last two months of 2022", "the first Monday of
 * May", "the second half of 2021", "последний квартал 2023 года", "2021年下半年". What is divided must be a time: "the second
 * half of the pizza" is none. {@link Division} says which days each part has.
 */
final class DivisionRule implements Rule {

    private final Now now;
    private final CurrentPeriods current;
    private final Rule times;

    /** @param times reads the period that is divided */
    DivisionRule(Now now, Rule times) {
        this.now = now;
        this.current = new CurrentPeriods(now);
        this.times = times;
    }

    /**
     * The words that name a part.
     *
     * @param division the part
     * @param term the word for its unit
     * @param end the index of the lexeme behind it
     */
    private record Named(Division division, Term term, int end) {}

    @Override
    public @Nullable Reading read(Lexemes text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Named part = part(text, place);
        if (part != null) {
            Reading period = behind(text, part.end(), part.term());
            return period == null ? ofThisYear(part) : each(period.when(), period.end(), part.division()::of);
        }
        Reading unit = unitOf(text, at, expected);
        return unit == null ? chinese(text, at, expected) : unit;
    }

    /** "First week", "last two weeks", "first Monday", "second half", "three last months". */
    private static @Nullable Named part(Lexemes text, int at) {
        Term half = text.term(at, Kind.HALF);
        if (half != null && half.value() > 0) {
            return new Named(Division.half(half.value()), half, at + 1);
        }
        Quantity first = text.number(at) && OrdinalNumbers.read(text, at) != null ? null : Quantities.read(text, at);
        int place = first == null ? at : first.end();
        Ordinal ordinal = OrdinalNumbers.read(text, place);
        boolean last = ordinal == null && last(text, place);
        if (ordinal == null && !last) {
            return null;
        }
        int number = ordinal == null ? Division.LAST : ordinal.value();
        int end = ordinal == null ? place + 1 : ordinal.end();
        Quantity behind = first == null ? Quantities.read(text, end) : null;
        int count = first != null ? first.most() : behind != null ? behind.most() : 1;
        if (count > 1 && number > 1) {
            return null;
        }
        return unit(text, behind == null ? end : behind.end(), number, Math.max(1, count));
    }

    private static @Nullable Named unit(Lexemes text, int at, int number, int count) {
        Term half = text.term(at, Kind.HALF);
        if (half != null && half.value() == 0 && count == 1) {
            return new Named(Division.half(number), half, at + 1);
        }
        // Before weekdays: the Russian week is the Bulgarian Sunday.
        Term term = text.term(at, Kind.UNIT);
        if (term != null) {
            Unit unit = Unit.meant(term);
            return unit.compareTo(Unit.DAY) < 0 ? null : new Named(Division.units(unit, number, count), term, at + 1);
        }
        Term weekday = text.term(at, Kind.WEEKDAY);
        return weekday == null || count > 1
                ? null
                : new Named(Division.weekday(DayOfWeek.of(weekday.value()), number), weekday, at + 1);
    }

    /** The Russian "последний" is the last of several as well as the past one. */
    private static boolean last(Lexemes text, int at) {
        Term past = text.term(at, Kind.PAST);
        return text.is(at, Kind.LAST) || text.is(at, Kind.FINAL) || (past != null && past.in("ru"));
    }

    /** The period behind its part. */
    private @Nullable Reading behind(Lexemes text, int at, Term part) {
        boolean linked = linked(text, at, part);
        if (!linked && !part.in("de") && !part.in("ru") && !text.number(at)) {
            return null;
        }
        int place = linked ? at + 1 : at;
        Reading named = times.read(text, place, true);
        return named != null || (!linked && !part.in("ru")) ? named : current.read(text, place, part);
    }

    /** "下半年" alone. */
    private @Nullable Reading ofThisYear(Named part) {
        boolean half = part.term().kind() == Kind.HALF
                && part.term().value() > 0
                && part.term().in("zh");
        return half ? new Reading(part.division().of(Stretch.year(now.year())), part.end()) : null;
    }

    private static boolean linked(Lexemes text, int at, Term part) {
        for (Kind kind : new Kind[] {Kind.OF, Kind.IN}) {
            Term link = text.term(at, kind);
            if (link != null && link.sharesLanguage(part)) {
                return true;
            }
        }
        return false;
    }

    /** "The week of 12 May", from its Monday, "the weekend of 12 May", of the same week, and "the month of May". */
    private @Nullable Reading unitOf(Lexemes text, int at, boolean expected) {
        int place = text.skip(at, Kind.THE);
        Term term = text.term(place, Kind.UNIT);
        Unit unit = term == null ? null : Unit.meant(term);
        boolean named = unit == Unit.MONTH || place > at || expected;
        if (term == null || unit == null || !named || !text.is(place + 1, Kind.OF) || !linked(text, place + 1, term)) {
            return null;
        }
        boolean holdsDay = unit == Unit.WEEK || unit == Unit.WEEKEND;
        Reading time = holdsDay || unit == Unit.MONTH ? times.read(text, place + 2, true) : null;
        return time == null ? null : each(time.when(), time.end(), period -> around(period, unit, holdsDay));
    }

    private static Stretch around(Stretch period, Unit unit, boolean holdsDay) {
        Stretch whole = unit.around(period.begin(), 0);
        if (holdsDay ? !Stretch.day(period.begin().toLocalDate()).equals(period) : !whole.equals(period)) {
            throw new DateTimeException("the unit is not that of the period");
        }
        return whole;
    }

    /** "2024年1月的第一周", "2023年最后一个季度", "下半年": the part stands behind its period, or is of the current year. */
    private @Nullable Reading chinese(Lexemes text, int at, boolean expected) {
        Reading period = times.read(text, at, expected);
        if (period == null) {
            return null;
        }
        int place = text.skip(period.end(), Kind.OF);
        Named part = part(text, place);
        return part == null || !part.term().in("zh") ? null : each(period.when(), part.end(), part.division()::of);
    }

    private static Reading each(When when, int end, UnaryOperator<Stretch> part) {
        return new Reading(
                when instanceof Yearly yearly
                        ? new Yearly(year -> part.apply(yearly.in(year)), yearly.pick())
                        : part.apply((Stretch) when),
                end);
    }
}
