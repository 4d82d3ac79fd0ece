package dev.memoir.recall.time;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What comes back every year: a month, a day, a season, a quarter, a feast.
 *
 * @param occurrence the one of a year; throws {@link DateTimeException} where a year has none
 * @param pick which of them is meant
 */
record RecurringTime(IntFunction<LocalInterval> occurrence, Pick pick) implements TimeReference {

    /** 29 February can be eight years apart, around 1900 and 2100. */
    private static final int RAREST = 8;

    /** Which occurrence. */
    enum Pick {
        /** The latest that has begun. */
        LATEST,
        /** The latest that is over. */
        OVER,
        /** The one that is running, or else that of this year. */
        THIS,
        /** The first that is still to begin. */
        NEXT
    }

    @Override
    public LocalInterval at(LocalDateTime now) {
        return switch (pick) {
            case LATEST -> backwards(now, stretch -> !stretch.begin().isAfter(now));
            case OVER -> backwards(now, stretch -> !stretch.finish().isAfter(now));
            case THIS -> {
                LocalInterval latest =
                        backwards(now, stretch -> !stretch.begin().isAfter(now));
                yield latest.finish().isAfter(now) ? latest : occurrence.apply(now.getYear());
            }
            case NEXT -> forwards(now, stretch -> stretch.begin().isAfter(now));
        };
    }

    LocalInterval in(int year) {
        return occurrence.apply(year);
    }

    /** {@return the last one that begins no later than another time} */
    LocalInterval upTo(LocalDateTime limit) {
        return backwards(limit, stretch -> !stretch.begin().isAfter(limit));
    }

    /** {@return the first one that ends after another time} */
    LocalInterval from(LocalDateTime limit) {
        return forwards(limit, stretch -> stretch.finish().isAfter(limit));
    }

    private LocalInterval backwards(LocalDateTime now, Predicate<LocalInterval> wanted) {
        return first(wanted, IntStream.iterate(now.getYear() + 1, year -> year - 1));
    }

    private LocalInterval forwards(LocalDateTime now, Predicate<LocalInterval> wanted) {
        return first(wanted, IntStream.iterate(now.getYear() - 1, year -> year + 1));
    }

    private LocalInterval first(Predicate<LocalInterval> wanted, IntStream years) {
        return years.limit(RAREST + 2)
                .mapToObj(this::existing)
                .flatMap(Optional::stream)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new DateTimeException("never"));
    }

    private Optional<LocalInterval> existing(int year) {
        try {
            return Optional.of(occurrence.apply(year));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
