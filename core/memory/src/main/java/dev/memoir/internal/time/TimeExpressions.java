// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

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
 * <p>A time without a year means its latest occurrence that has begun: "in March", said in June, is in this year, said
 * in February in last year. Calendar units are whole: "two months ago" is that month, "last week" that week from Monday
 * on. Counts that run up to now ("the last two weeks") begin at the start of a day. Dates are read in all languages of
 * which the JDK knows the months, relative times in English, German, French, Spanish, Russian and Chinese. A numeric
 * date with an ambiguous order, "3/4/2023", has both readings. Words that only look like a time ("May I", "march on",
 * "the week before her birthday", "the last week of school") have none; neither has "recently", which has no bounds.
 *
 * <p>Parts of a period are counted from its beginning, not along the calendar: the nth week of a month is its days 7n−6
 * to 7n, its last week the last seven days. A weekend belongs to the period that its Saturday is in. The first half of
 * a month ends with its 15th day. "Early", "mid" and "late" are thirds: four months each for a year.
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

    /** {@return time expressions with days in UTC and northern seasons} */
    public static TimeExpressions standard() {
        return STANDARD;
    }

    /** {@return a builder with the defaults UTC and northern seasons} */
    public static Builder builder() {
        return new Builder();
    }

    /** Loads the names of all languages of the JDK (about 0.5 s), so that the first text does not wait for them. */
    public static void load() {
        STANDARD.parse("1", Instant.EPOCH);
    }

    /**
     * {@return the ranges that a text names, in the order of the text; two with the same words are two readings}
     *
     * @param text any text
     * @param reference when the text was said, from which "yesterday" is counted
     */
    public List<TimeRange> parse(String text, Instant reference) {
        List<TimeRange> found = new ArrayList<>();
        try {
            LocalDateTime now = LocalDateTime.ofInstant(reference, zone);
            TimeGrammar grammar = new TimeGrammar(TokenSequence.of(text), now, hemisphere);
            for (TimeGrammar.Found expression : grammar.all()) {
                for (LocalInterval interval : expression.intervals()) {
                    TimeRange range = range(interval, expression, text);
                    if (range != null) {
                        found.add(range);
                    }
                }
            }
        } catch (DateTimeException | ArithmeticException e) {
            // The reference is at the limit of the calendar, so nothing can be counted from it.
            return List.copyOf(found);
        }
        return List.copyOf(found);
    }

    private @Nullable TimeRange range(LocalInterval interval, TimeGrammar.Found expression, String text) {
        Instant from = instant(interval.from());
        Instant to = instant(interval.to());
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
         * @param zone the time zone of days
         */
        public Builder zone(ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * {@return this}
         *
         * @param hemisphere the hemisphere that determines the seasons
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
