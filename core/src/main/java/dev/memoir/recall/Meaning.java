package dev.memoir.recall;

import dev.memoir.index.Candidate;

/** What it means: the cosine. */
final class Meaning implements Signal {

    static final String NAME = "dense";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        return candidate.dense();
    }
}
