package dev.memoir.recall;

import dev.memoir.index.TimeWindow;
import java.time.Duration;
import java.time.Instant;

/** It tells of a time that the question names, or was said soon before or after. */
final class TimeSignal implements Signal {

    static final String NAME = "time";

    /** People tell within days: a week away it counts for a third. */
    private static final double DAYS = 7;

    private final RankingContext scene;

    TimeSignal(RankingContext scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        double best = 0;
        for (TimeWindow window : scene.question().windows()) {
            best = Math.max(best, Math.exp(-days(window, seat.candidate().at()) / DAYS));
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

    /** {@return a duration in days, and parts of them} */
    static double days(Duration duration) {
        return duration.toMillis() / (double) Duration.ofDays(1).toMillis();
    }
}
