// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.ItemType;
import dev.memoir.index.TurnPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * Rates a turn by the best match among the facts extracted from it. A fact states plainly what a turn mentions in
 * passing, so it votes for its source turns. A memory has its own match as its vote, so that turns and memories compete
 * on equal terms.
 */
final class FactVoteSignal implements Signal {

    static final String NAME = "facts";

    /**
     * The composition of a fact's match: semantic similarity, keywords, subject. Fitted together with the signal
     * weights.
     */
    private static final double SEMANTIC = 0.35;

    private static final double WORDS = 0.6;
    private static final double SUBJECT = 0.05;

    private final KeywordSignal words = new KeywordSignal();
    private final SubjectSignal subject;
    private final Map<TurnPosition, Double> votes = new HashMap<>();

    FactVoteSignal(RankingContext ranking) {
        subject = new SubjectSignal(ranking);
        for (CandidateContext context : ranking.contexts()) {
            for (TurnPosition source : context.candidate().links().sources()) {
                votes.merge(source, match(context), Math::max);
            }
        }
    }

    private double match(CandidateContext fact) {
        return SEMANTIC * fact.dense() + WORDS * words.of(fact) + SUBJECT * subject.of(fact);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        if (context.candidate().ref().type() == ItemType.MEMORY) {
            return match(context);
        }
        return votes.isEmpty() ? 0 : votes.getOrDefault(context.candidate().position(), 0.0);
    }
}
