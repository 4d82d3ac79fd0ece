package dev.memoir.recall;

import java.time.Duration;

/** It is recent, where the question asks for the latest. */
final class Recency implements Signal {

    static final String NAME = "recency";

    /** A month ago counts for half, a year for a thirteenth: what was lately so may be so no longer. */
    private static final double DAYS = 30;

    private final Scene scene;

    Recency(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        if (!scene.question().latest()) {
            return 0;
        }
        double days = Time.days(
                Duration.between(seat.candidate().at(), scene.question().now()));
        return 1 / (1 + Math.max(0, days) / DAYS);
    }
}
