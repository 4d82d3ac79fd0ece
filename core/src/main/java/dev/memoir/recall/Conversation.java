package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the conversation is about what is asked: how near its nearest turns are, and which of the question's words are said
 * anywhere in it.
 */
final class Conversation implements Signal {

    static final String NAME = "conversation";

    /** The nearest turns that tell what a conversation is about; all that it needs is among the candidates. */
    private static final int NEAREST = 5;

    /** The part of meaning; words have the rest. */
    private static final double MEANING = 0.7;

    private final Scene scene;
    private final Map<String, Double> about = new HashMap<>();

    Conversation(Scene scene) {
        this.scene = scene;
        scene.conversations().forEach((id, turns) -> about.put(id, about(turns)));
    }

    private double about(List<Candidate> turns) {
        double near = turns.stream()
                        .map(Candidate::dense)
                        .sorted(Comparator.reverseOrder())
                        .limit(NEAREST)
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / NEAREST;
        double[] said = {};
        for (Candidate turn : turns) {
            said = Surroundings.highest(said, scene.words(turn));
        }
        return MEANING * near + (1 - MEANING) * Words.share(said);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        TurnPosition place = scene.place(candidate);
        if (place == null) {
            return about(List.of(candidate));
        }
        return about.getOrDefault(place.conversationId(), 0.0);
    }
}
