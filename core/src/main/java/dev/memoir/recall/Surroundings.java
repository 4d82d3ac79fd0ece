package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.Arrays;

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
        double[] best = scene.words(candidate);
        TurnPosition place = scene.place(candidate);
        for (int offset = -Neighbours.REACH; place != null && offset <= Neighbours.REACH; offset++) {
            Candidate turn = scene.beside(place, offset);
            if (turn != null) {
                best = highest(best, scene.words(turn));
            }
        }
        return Words.share(best);
    }

    /** {@return the higher of both for each word} */
    static double[] highest(double[] ones, double[] others) {
        double[] highest = Arrays.copyOf(ones, Math.max(ones.length, others.length));
        for (int word = 0; word < others.length; word++) {
            highest[word] = Math.max(highest[word], others[word]);
        }
        return highest;
    }
}
