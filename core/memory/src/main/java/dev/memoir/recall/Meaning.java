package dev.memoir.recall;

/** What it means: the cosine. */
final class Meaning implements Signal {

    static final String NAME = "dense";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        return seat.dense();
    }
}
