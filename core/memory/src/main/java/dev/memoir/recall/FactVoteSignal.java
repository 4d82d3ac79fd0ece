package dev.memoir.recall;

import dev.memoir.ItemType;
import dev.memoir.index.TurnPosition;
import java.util.HashMap;
import java.util.Map;

/**
 * A fact that was drawn from it matches. A fact says in plain words what a turn says in passing, so it votes for its turns,
 * the best one for each; a memory has its own vote, so that neither sort outranks the other for want of it.
 */
final class FactVoteSignal implements Signal {

    static final String NAME = "facts";

    /** What a fact's match is made of: meaning, words, whom it is about. Fitted together with all else. */
    private static final double MEANING = 0.35;

    private static final double WORDS = 0.6;
    private static final double SUBJECT = 0.05;

    private final KeywordSignal words = new KeywordSignal();
    private final SubjectSignal subject;
    private final Map<TurnPosition, Double> votes = new HashMap<>();

    FactVoteSignal(RankingContext scene) {
        subject = new SubjectSignal(scene);
        for (CandidateContext seat : scene.seats()) {
            for (TurnPosition source : seat.candidate().links().sources()) {
                votes.merge(source, match(seat), Math::max);
            }
        }
    }

    private double match(CandidateContext fact) {
        return MEANING * fact.dense() + WORDS * words.of(fact) + SUBJECT * subject.of(fact);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext seat) {
        if (seat.candidate().ref().type() == ItemType.MEMORY) {
            return match(seat);
        }
        return votes.isEmpty() ? 0 : votes.getOrDefault(seat.candidate().position(), 0.0);
    }
}
