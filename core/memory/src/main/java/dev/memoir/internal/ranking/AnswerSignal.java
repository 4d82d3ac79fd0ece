// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

/**
 * Rewards a turn that answers a question similar to the query: the previous turn asks, and is semantically close. Only
 * people's turns count, because in a chat with an assistant every answer follows a question. A short previous turn asks
 * only this; a long one asks among much else.
 */
final class AnswerSignal implements Signal {

    static final String NAME = "answer";

    /** The cosine of two unrelated texts with all-MiniLM-L6-v2: most lie below it. */
    private static final double UNRELATED = 0.2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        CandidateContext anchor = context.anchor();
        CandidateContext previous = anchor == null ? null : anchor.neighbour(-1);
        if (anchor == null
                || previous == null
                || anchor.byAssistant()
                || !previous.candidate().features().asks()) {
            return 0;
        }
        return previous.dependence() * Math.max(0, previous.dense() - UNRELATED) / (1 - UNRELATED);
    }
}
