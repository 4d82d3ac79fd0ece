package dev.memoir.recall;

import dev.memoir.ItemType;
import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * A fact that was drawn from it matches. A fact says in plain words what a turn says in passing, so it votes for its turns,
 * the best one for each; a memory has its own vote, so that neither sort outranks the other for want of it.
 */
final class Facts implements Signal {

    static final String NAME = "facts";

    /** What a fact's match is made of: meaning, words, whom it is about. Fitted together with all else. */
    private static final double MEANING = 0.35;

    private static final double WORDS = 0.6;
    private static final double SUBJECT = 0.05;

    private final Words words;
    private final Subject subject;
    private final Map<TurnPosition, Double> votes = new HashMap<>();

    Facts(Scene scene) {
        words = new Words(scene);
        subject = new Subject(scene);
        for (Candidate candidate : scene.candidates()) {
            for (TurnPosition source : candidate.relations().sources()) {
                votes.merge(source, match(candidate), Math::max);
            }
        }
    }

    private double match(Candidate fact) {
        return MEANING * fact.dense() + WORDS * words.of(fact) + SUBJECT * subject.of(fact);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        return candidate.ref().type() == ItemType.MEMORY
                ? match(candidate)
                : votes.getOrDefault(candidate.position(), 0.0);
    }
}
