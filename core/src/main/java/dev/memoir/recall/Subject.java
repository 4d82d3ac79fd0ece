package dev.memoir.recall;

import dev.memoir.index.Candidate;

/** The question names who says it, or whom it is about. */
final class Subject implements Signal {

    static final String NAME = "subject";

    private final Scene scene;

    Subject(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        String subject = candidate.relations().subject();
        return subject != null && scene.question().names(subject) ? 1 : 0;
    }
}
