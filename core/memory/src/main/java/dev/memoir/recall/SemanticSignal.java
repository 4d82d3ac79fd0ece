package dev.memoir.recall;

/** What it means: the cosine. */
final class SemanticSignal implements Signal {

    static final String NAME = "dense";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        return seat.dense();
    }
}
