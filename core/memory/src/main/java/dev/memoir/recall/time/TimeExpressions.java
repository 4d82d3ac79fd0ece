package dev.memoir.recall.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the times that a text names: "last spring", "since March", "between March and May 2023", "12 мая 2023".
 *
 * <p>What stands alone means its latest occurrence that has begun: "in March", said in June, is this year's, said in
 * February last year's. Calendar units are whole ("two months ago" is that month, "last week" that week from Monday on),
 * counts that run up to now ("the last two weeks") begin with a day. Dates are read in every language that the JDK knows the
 * months of, relative times in English, German, French, Spanish, Russian and Chinese. A date of digits whose order is not
 * certain, "3/4/2023", gives both readings. What only looks like a time ("May I", "march on", "the week before her
 * birthday", "the last week of school") gives none; nor does "recently", which has no bounds.
 *
 * <p>Parts of a period are counted from its beginning, not along the calendar: the nth week of a month is its days 7n−6 to 7n,
 * its last week the last seven days. A weekend belongs to the period that its Saturday is in. The first half of a month ends
 * with its 15th day. "Early", "mid" and "late" are thirds: of a year four months each.
 *
 * <p>Reading takes time linear in the length of the text and never throws. Immutable, thread-safe.
 */
public final class TimeExpressions {

    private static final TimeExpressions STANDARD = builder().build();

    private final ZoneId zone;
    private final Hemisphere hemisphere;

    private TimeExpressions(Builder builder) {
        zone = builder.zone;
        hemisphere = builder.hemisphere;
    }

    /** {@return one for days of UTC and the seasons of the north} */
    public static TimeExpressions standard() {
        return STANDARD;
    }

    /** {@return a builder: UTC, northern seasons} */
    public static Builder builder() {
        return new Builder();
    }

    /** Reads the names that the JDK has in all languages (about 0.5 s), so that the first text does not wait for them. */
    public static void load() {
        STANDARD.parse("1", Instant.EPOCH);
    }

    /**
     * {@return the ranges that a text names, in the order of the text; two that share their words are two readings of them}
     *
     * @param text any
     * @param reference when the text was said: what "yesterday" is counted from
     */
    public List<TimeRange> parse(String text, Instant reference) {
        List<TimeRange> found = new ArrayList<>();
        try {
            LocalDateTime now = LocalDateTime.ofInstant(reference, zone);
            TimeGrammar grammar = new TimeGrammar(TokenSequence.of(text), now, hemisphere);
            for (TimeGrammar.Found expression : grammar.all()) {
                for (LocalInterval stretch : expression.stretches()) {
                    TimeRange range = range(stretch, expression, text);
                    if (range != null) {
                        found.add(range);
                    }
                }
            }
        } catch (DateTimeException | ArithmeticException e) {
            // The reference itself lies at the end of time: nothing can be counted from it.
            return List.copyOf(found);
        }
        return List.copyOf(found);
    }

    private @Nullable TimeRange range(LocalInterval stretch, TimeGrammar.Found expression, String text) {
        Instant from = instant(stretch.from());
        Instant to = instant(stretch.to());
        boolean empty = (from == null && to == null) || (from != null && to != null && !from.isBefore(to));
        return empty
                ? null
                : new TimeRange(
                        from,
                        to,
                        expression.start(),
                        expression.end(),
                        text.substring(expression.start(), expression.end()));
    }

    private @Nullable Instant instant(@Nullable LocalDateTime local) {
        return local == null ? null : local.atZone(zone).toInstant();
    }

    /** Builds {@link TimeExpressions}. Not thread-safe. */
    public static final class Builder {

        private ZoneId zone = ZoneOffset.UTC;
        private Hemisphere hemisphere = Hemisphere.NORTHERN;

        private Builder() {}

        /**
         * {@return this}
         *
         * @param zone where days begin and end
         */
        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * {@return this}
         *
         * @param hemisphere whose seasons are meant
         */
        public Builder hemisphere(Hemisphere hemisphere) {
            this.hemisphere = hemisphere;
            return this;
        }

        /** {@return the time expressions} */
        public TimeExpressions build() {
            return new TimeExpressions(this);
        }
    }
}
