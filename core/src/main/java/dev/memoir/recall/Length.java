package dev.memoir.recall;

import dev.memoir.ItemType;

/** It is long enough to say something: "Sounds great!" tells little, whatever it is near to. */
final class Length implements Signal {

    static final String NAME = "length";

    /** Words from which on more tell no more: few turns of a conversation between people are longer. */
    private static final double ENOUGH = Math.log1p(60);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        // A memory was drawn because it tells something, in few words.
        if (seat.candidate().ref().type() == ItemType.MEMORY) {
            return 1;
        }
        return Math.min(1, Math.log1p(seat.candidate().manner().words()) / ENOUGH);
    }
}
