// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.Memory;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Claim;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import dev.memoir.internal.extract.ClaimDates.Day;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a claim with a date that was not said and does not follow from what was said and when, see
 * {@link MentionedDates}.
 */
final class DateGroundingCheck implements ProposalCheck {

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim().flatMap(claim -> check(claim, evidence));
    }

    private static Optional<Rejection> check(Claim claim, ProposalContext evidence) {
        ClaimDates claimed = ClaimDates.in(claim.text());
        List<List<Day>> dates = new ArrayList<>(claimed.dates());
        begun(claim.valid()).ifPresent(dates::add);
        ended(claim.valid()).ifPresent(dates::add);
        if (dates.isEmpty() && claimed.weekdays().isEmpty()) {
            return Optional.empty();
        }
        if (contradicts(claimed, claim.valid(), evidence)) {
            return Optional.of(new Rejection(
                    Reason.UNGROUNDED_DATE, "The quote names a day next to the turn's, and the claim states another."));
        }
        List<MentionedDates> said =
                evidence.context().stream().map(evidence::times).toList();
        boolean grounded = dates.stream()
                        .allMatch(readings ->
                                readings.stream().anyMatch(day -> isSupported(day, said, evidence.target())))
                && claimed.weekdays().stream()
                        .allMatch(weekday -> said.stream().anyMatch(times -> times.supportsWeekday(weekday)));
        return grounded
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Reason.UNGROUNDED_DATE, "It contains a date that does not follow from what was said."));
    }

    /** If the quote names only one relative day, a claimed day adjacent to the turn's own must be that one. */
    private static boolean contradicts(ClaimDates claimed, Validity valid, ProposalContext evidence) {
        Set<Day> adjacent = new HashSet<>();
        Set<Day> named = new HashSet<>();
        for (Citation source : evidence.proposal().sources()) {
            evidence.cited().stream()
                    .filter(turn -> turn.id().equals(source.turnId()))
                    .map(turn -> turn.localTime().toLocalDate())
                    .forEach(said -> RelativeDay.in(source.quote()).ifPresent(day -> {
                        named.add(day(day.from(said), TimePrecision.DAY));
                        IntStream.rangeClosed(-1, 1)
                                .forEach(n -> adjacent.add(day(said.plusDays(n), TimePrecision.DAY)));
                    }));
        }
        Set<Day> claimDays = new HashSet<>();
        claimed.dates().forEach(claimDays::addAll);
        begun(valid).ifPresent(claimDays::addAll);
        claimDays.retainAll(adjacent);
        return !claimDays.isEmpty() && Collections.disjoint(claimDays, named);
    }

    private static boolean isSupported(Day day, List<MentionedDates> said, @Nullable Memory target) {
        return said.stream().anyMatch(times -> times.supports(day)) || (target != null && holds(target, day));
    }

    /** A correction may keep the dates of the memory that it corrects, such as its year. */
    private static boolean holds(Memory target, Day day) {
        List<List<Day>> known = new ArrayList<>(ClaimDates.in(target.text()).dates());
        Validity valid = target.valid();
        begun(valid).ifPresent(known::add);
        ended(valid).ifPresent(known::add);
        return known.stream().flatMap(List::stream).anyMatch(day::equals);
    }

    private static Optional<List<Day>> begun(Validity valid) {
        Instant from = valid.from();
        return from == null ? Optional.empty() : Optional.of(List.of(day(valid.day(from), valid.precision())));
    }

    /** An end is exclusive: the first day after the last. Both days count as mentioned. */
    private static Optional<List<Day>> ended(Validity valid) {
        Instant to = valid.to();
        if (to == null) {
            return Optional.empty();
        }
        LocalDate date = valid.day(to);
        LocalDate last =
                switch (valid.precision()) {
                    case YEAR -> date.minusYears(1);
                    case MONTH -> date.minusMonths(1);
                    case DAY, INSTANT -> date.minusDays(1);
                };
        return Optional.of(List.of(day(date, valid.precision()), day(last, valid.precision())));
    }

    private static Day day(LocalDate date, TimePrecision precision) {
        return switch (precision) {
            case YEAR -> new Day(date.getYear(), null, null);
            case MONTH -> new Day(date.getYear(), date.getMonthValue(), null);
            case DAY, INSTANT -> new Day(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
        };
    }
}
