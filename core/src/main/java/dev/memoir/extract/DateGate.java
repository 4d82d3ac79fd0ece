package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.ClaimedDates.Day;
import dev.memoir.extract.Rejection.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every date of a claim must have been said, or follow from what was said and when, see {@link SaidTimes}. */
final class DateGate implements Gate {

    @Override
    public Optional<Rejection> check(Evidence evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence));
    }

    private static Optional<Rejection> check(Claim claim, Evidence evidence) {
        ClaimedDates claimed = ClaimedDates.in(claim.text());
        List<List<Day>> dates = new ArrayList<>(claimed.dates());
        held(claim.valid().from(), claim.valid().precision()).ifPresent(dates::add);
        held(claim.valid().to(), claim.valid().precision()).ifPresent(dates::add);
        if (dates.isEmpty() && claimed.weekdays().isEmpty()) {
            return Optional.empty();
        }
        List<SaidTimes> said = evidence.context().stream().map(evidence::times).toList();
        boolean grounded = dates.stream()
                        .allMatch(readings -> readings.stream().anyMatch(day -> reached(day, said, evidence.target())))
                && claimed.weekdays().stream()
                        .allMatch(weekday -> said.stream().anyMatch(times -> times.reachWeekday(weekday)));
        return grounded
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.UNGROUNDED_DATE, "It holds a date that does not follow from what was said."));
    }

    private static boolean reached(Day day, List<SaidTimes> said, @Nullable Memory target) {
        return said.stream().anyMatch(times -> times.reach(day)) || (target != null && holds(target, day));
    }

    /** A correction may keep the year of what it corrects. */
    private static boolean holds(Memory target, Day day) {
        List<List<Day>> known = new ArrayList<>(ClaimedDates.in(target.text()).dates());
        Validity valid = target.valid();
        held(valid.from(), valid.precision()).ifPresent(known::add);
        held(valid.to(), valid.precision()).ifPresent(known::add);
        return known.stream().flatMap(List::stream).anyMatch(day::equals);
    }

    /** An end is the first time at which something no longer holds: the day after the last. */
    private static Optional<List<Day>> held(@Nullable Instant time, TimePrecision precision) {
        if (time == null) {
            return Optional.empty();
        }
        LocalDate date = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return Optional.of(
                switch (precision) {
                    case YEAR -> List.of(new Day(date.getYear(), null, null), new Day(date.getYear() - 1, null, null));
                    case MONTH -> List.of(month(date), month(date.minusMonths(1)));
                    case DAY, INSTANT -> List.of(day(date), day(date.minusDays(1)));
                });
    }

    private static Day month(LocalDate date) {
        return new Day(date.getYear(), date.getMonthValue(), null);
    }

    private static Day day(LocalDate date) {
        return new Day(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
}
