package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;

/** It opens its conversation: people begin with their news. */
final class Opening implements Signal {

    static final String NAME = "opening";

    /** The first words of each of two. */
    private static final int FIRST = 2;

    private final Scene scene;

    Opening(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        TurnPosition place = scene.place(candidate);
        return place != null && place.sequence() < FIRST ? 1 : 0;
    }
}
