package dev.memoir.recall;

import java.time.Duration;

/**
 * Prefers the recent among what fits, where the question asks for the latest. What does not fit gains nothing by being recent:
 * "What digestive issue did Sam have lately?" is answered by the gastritis of three months ago, not by what Sam said since.
 */
final class RecencySignal implements Signal {

    static final String NAME = "recency";

    /** A month ago counts for half, a year for a thirteenth: what was lately so may be so no longer. */
    private static final double DAYS = 30;

    private final RankingContext scene;

    RecencySignal(RankingContext scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        if (!scene.question().latest()) {
            return 0;
        }
        double days = TimeSignal.days(
                Duration.between(seat.candidate().at(), scene.question().now()));
        return fit(seat) / (1 + Math.max(0, days) / DAYS);
    }

    /** How well it fits by itself, from 0 to 1, in meaning and words together; squared, so that a vague likeness is little. */
    private static double fit(CandidateContext seat) {
        double likeness = Math.max(0, seat.dense())
                + KeywordSignal.share(seat.candidate().words(), seat.candidate().keyword());
        return Math.min(1, likeness * likeness);
    }
}
