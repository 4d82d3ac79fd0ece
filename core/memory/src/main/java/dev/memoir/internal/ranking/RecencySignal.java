// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import java.time.Duration;

/**
 * Prefers recent candidates among those that match, if the query asks for the latest. A poor match gains nothing by
 * being recent: "What digestive issue did Sam have lately?" is answered by the gastritis of three months ago, not by
 * later statements of Sam.
 */
final class RecencySignal implements Signal {

    static final String NAME = "recency";

    /**
     * The half-value age: a month counts for half, a year for a thirteenth, because a recent state may no longer be
     * current.
     */
    private static final double DAYS = 30;

    private final RankingContext ranking;

    RecencySignal(RankingContext ranking) {
        this.ranking = ranking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        if (!ranking.question().latest()) {
            return 0;
        }
        double days = TimeSignal.days(
                Duration.between(context.candidate().at(), ranking.question().now()));
        return match(context) / (1 + Math.max(0, days) / DAYS);
    }

    /**
     * Returns the candidate's own match, 0 to 1, semantic and by keywords; squared, so that a vague similarity counts
     * little.
     */
    private static double match(CandidateContext context) {
        double similarity = Math.max(0, context.dense())
                + KeywordSignal.share(
                        context.candidate().words(), context.candidate().keyword());
        return Math.min(1, similarity * similarity);
    }
}
