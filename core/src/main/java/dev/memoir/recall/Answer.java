package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;

/** It answers a question that means what is asked now: the turn before asks, and is near. */
final class Answer implements Signal {

    static final String NAME = "answer";

    /** The cosine of two texts that have nothing to do with each other, of all-MiniLM-L6-v2: most lie below it. */
    private static final double UNRELATED = 0.2;

    private final Scene scene;

    Answer(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        TurnPosition place = scene.place(candidate);
        Candidate before = place == null ? null : scene.beside(place, -1);
        if (before == null || !before.manner().asks()) {
            return 0;
        }
        return Math.max(0, before.dense() - UNRELATED) / (1 - UNRELATED);
    }
}
