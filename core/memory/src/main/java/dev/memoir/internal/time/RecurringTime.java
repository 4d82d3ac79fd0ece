// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A time that recurs every year: a month, a day, a season, a quarter, a holiday.
 *
 * @param occurrence the occurrence in a year; throws {@link DateTimeException} if a year has none
 * @param pick the occurrence that is meant
 */
record RecurringTime(IntFunction<LocalInterval> occurrence, Pick pick) implements TimeReference {

    /** The maximum number of years between occurrences: for 29 February eight, around 1900 and 2100. */
    private static final int MAX_GAP = 8;

    /** Selects an occurrence. */
    enum Pick {
        /** The latest that has begun. */
        LATEST,
        /** The latest that has ended. */
        OVER,
        /** The current one, or else that of this year. */
        THIS,
        /** The first that has not begun. */
        NEXT
    }

    @Override
    public LocalInterval at(LocalDateTime now) {
        return switch (pick) {
            case LATEST -> backwards(now, interval -> !interval.begin().isAfter(now));
            case OVER -> backwards(now, interval -> !interval.finish().isAfter(now));
            case THIS -> {
                LocalInterval latest =
                        backwards(now, interval -> !interval.begin().isAfter(now));
                yield latest.finish().isAfter(now) ? latest : occurrence.apply(now.getYear());
            }
            case NEXT -> forwards(now, interval -> interval.begin().isAfter(now));
        };
    }

    LocalInterval in(int year) {
        return occurrence.apply(year);
    }

    /** {@return the last occurrence that begins at or before a time} */
    LocalInterval upTo(LocalDateTime limit) {
        return backwards(limit, interval -> !interval.begin().isAfter(limit));
    }

    /** {@return the first occurrence that ends after a time} */
    LocalInterval from(LocalDateTime limit) {
        return forwards(limit, interval -> interval.finish().isAfter(limit));
    }

    private LocalInterval backwards(LocalDateTime now, Predicate<LocalInterval> wanted) {
        return first(wanted, IntStream.iterate(now.getYear() + 1, year -> year - 1));
    }

    private LocalInterval forwards(LocalDateTime now, Predicate<LocalInterval> wanted) {
        return first(wanted, IntStream.iterate(now.getYear() - 1, year -> year + 1));
    }

    private LocalInterval first(Predicate<LocalInterval> wanted, IntStream years) {
        return years.limit(MAX_GAP + 2)
                .mapToObj(this::existing)
                .flatMap(Optional::stream)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new DateTimeException("No such date exists"));
    }

    private Optional<LocalInterval> existing(int year) {
        try {
            return Optional.of(occurrence.apply(year));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
