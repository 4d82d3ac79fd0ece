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
record Yearly(IntFunction<Stretch> occurrence, Pick pick) implements When {

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
    public Stretch at(LocalDateTime now) {
        return switch (pick) {
            case LATEST -> backwards(now, stretch -> !stretch.begin().isAfter(now));
            case OVER -> backwards(now, stretch -> !stretch.finish().isAfter(now));
            case THIS -> {
                Stretch latest = backwards(now, stretch -> !stretch.begin().isAfter(now));
                yield latest.finish().isAfter(now) ? latest : occurrence.apply(now.getYear());
            }
            case NEXT -> forwards(now, stretch -> stretch.begin().isAfter(now));
        };
    }

    Stretch in(int year) {
        return occurrence.apply(year);
    }

    /** {@return the last one that begins no later than another time} */
    Stretch upTo(LocalDateTime limit) {
        return backwards(limit, stretch -> !stretch.begin().isAfter(limit));
    }

    /** {@return the first one that ends after another time} */
    Stretch from(LocalDateTime limit) {
        return forwards(limit, stretch -> stretch.finish().isAfter(limit));
    }

    private Stretch backwards(LocalDateTime now, Predicate<Stretch> wanted) {
        return first(wanted, IntStream.iterate(now.getYear() + 1, year -> year - 1));
    }

    private Stretch forwards(LocalDateTime now, Predicate<Stretch> wanted) {
        return first(wanted, IntStream.iterate(now.getYear() - 1, year -> year + 1));
    }

    private Stretch first(Predicate<Stretch> wanted, IntStream years) {
        return years.limit(RAREST + 2)
                .mapToObj(this::existing)
                .flatMap(Optional::stream)
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new DateTimeException("never"));
    }

    private Optional<Stretch> existing(int year) {
        try {
            return Optional.of(occurrence.apply(year));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
