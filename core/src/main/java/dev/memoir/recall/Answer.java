package dev.memoir.recall;

/** It answers a question that means what is asked now: the turn before asks, and is near. */
final class Answer implements Signal {

    static final String NAME = "answer";

    /** The cosine of two texts that have nothing to do with each other, of all-MiniLM-L6-v2: most lie below it. */
    private static final double UNRELATED = 0.2;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        Seat place = seat.place();
        Seat before = place == null ? null : place.beside(-1);
        if (before == null || !before.candidate().manner().asks()) {
            return 0;
        }
        return Math.max(0, before.dense() - UNRELATED) / (1 - UNRELATED);
    }
}
