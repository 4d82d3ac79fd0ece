package dev.memoir.recall;

import java.util.HashMap;
import java.util.Map;

/** The question names who says it, or whom it is about. */
final class SubjectSignal implements Signal {

    static final String NAME = "subject";

    private final RankingContext scene;

    /** The few that speak or are spoken of, each looked at once. */
    private final Map<String, Boolean> named = new HashMap<>();

    SubjectSignal(RankingContext scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        String subject = seat.candidate().links().subject();
        return subject != null && named.computeIfAbsent(subject, scene.question()::names) ? 1 : 0;
    }
}
