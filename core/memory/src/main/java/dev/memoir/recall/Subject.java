package dev.memoir.recall;

import java.util.HashMap;
import java.util.Map;

/** The question names who says it, or whom it is about. */
final class Subject implements Signal {

    static final String NAME = "subject";

    private final Scene scene;

    /** The few that speak or are spoken of, each looked at once. */
    private final Map<String, Boolean> named = new HashMap<>();

    Subject(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        String subject = seat.candidate().relations().subject();
        return subject != null && named.computeIfAbsent(subject, scene.question()::names) ? 1 : 0;
    }
}
