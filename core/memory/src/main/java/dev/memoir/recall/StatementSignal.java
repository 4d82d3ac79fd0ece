package dev.memoir.recall;

import dev.memoir.index.TextFeatures;

/** It says something, rather than only ask: a short turn that ends with a question says nothing else. */
final class StatementSignal implements Signal {

    static final String NAME = "statement";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        TextFeatures manner = seat.candidate().features();
        return manner.onlyAsks() && manner.words() < CandidateContext.SELF_CONTAINED ? 0 : 1;
    }
}
