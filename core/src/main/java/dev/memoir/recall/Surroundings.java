package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;

/**
 * Which of the question's words are said in it or close by. People do not repeat themselves: of what is asked one word stands
 * here and another two turns on. Each word counts once, where it matches best.
 */
final class Surroundings implements Signal {

    static final String NAME = "surroundings";

    private final Scene scene;

    Surroundings(Scene scene) {
        this.scene = scene;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Candidate candidate) {
        double[] best = scene.words(candidate).clone();
        TurnPosition place = scene.place(candidate);
        for (int offset = -Neighbours.REACH; place != null && offset <= Neighbours.REACH; offset++) {
            Candidate turn = scene.beside(place, offset);
            if (turn != null) {
                raise(best, scene.words(turn));
            }
        }
        return Words.share(best);
    }

    /** Raises each match to another's where that is higher. */
    static void raise(double[] matches, double[] others) {
        for (int word = 0; word < matches.length; word++) {
            matches[word] = Math.max(matches[word], others[word]);
        }
    }
}
