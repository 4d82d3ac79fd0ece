// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TimeWindow;
import java.time.Duration;
import java.time.Instant;

/** Rewards a candidate about or near a period that the query names. */
final class TimeSignal implements Signal {

    static final String NAME = "time";

    /** The decay in days: people report within days, so a week away counts for about a third. */
    private static final double DAYS = 7;

    private final RankingContext ranking;

    TimeSignal(RankingContext ranking) {
        this.ranking = ranking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        double best = 0;
        for (TimeWindow window : ranking.question().windows()) {
            best = Math.max(best, Math.exp(-days(window, context.candidate().at()) / DAYS));
        }
        return best;
    }

    private static double days(TimeWindow window, Instant at) {
        if (window.holds(at)) {
            return 0;
        }
        Duration away =
                at.isBefore(window.from()) ? Duration.between(at, window.from()) : Duration.between(window.to(), at);
        return days(away);
    }

    /** {@return a duration in fractional days} */
    static double days(Duration duration) {
        return duration.toMillis() / (double) Duration.ofDays(1).toMillis();
    }
}
