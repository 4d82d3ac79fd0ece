package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.Manner;

/** It says something, rather than only ask. */
final class Statement implements Signal {

    static final String NAME = "statement";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        return candidate.manner().equals(Manner.UNKNOWN) || candidate.manner().onlyAsks() ? 0 : 1;
    }
}
