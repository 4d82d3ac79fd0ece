package dev.memoir.recall;

import java.util.Arrays;

/**
 * Which of the question's words are said in it or close by. People do not repeat themselves: of what is asked one word stands
 * here and another two turns on. Each word counts once, where it matches best.
 */
final class Surroundings implements Signal {

    static final String NAME = "surroundings";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        double[] best = seat.words().clone();
        Seat place = seat.place();
        if (place != null) {
            best = raised(best, place.words());
            for (int offset = -Neighbours.REACH; offset <= Neighbours.REACH; offset++) {
                Seat turn = place.beside(offset);
                if (turn != null) {
                    best = raised(best, turn.words());
                }
            }
        }
        return Words.share(best);
    }

    /** {@return the higher of both for each word; the first of them is written over if it is long enough} */
    static double[] raised(double[] highest, double[] others) {
        double[] raised = highest.length < others.length ? Arrays.copyOf(highest, others.length) : highest;
        for (int word = 0; word < others.length; word++) {
            raised[word] = Math.max(raised[word], others[word]);
        }
        return raised;
    }
}
