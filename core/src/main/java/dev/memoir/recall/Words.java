package dev.memoir.recall;

/** Which of the question's words it has, the rare ones above all. */
final class Words implements Signal {

    static final String NAME = "keyword";

    /**
     * What the rarities add up to where nothing is left to wish for: two words that stand nowhere else and a third that is
     * not common. At three quarters of it R@5 on LoCoMo's development half is a point lower, at more it stays as it is.
     */
    private static final double EVERYTHING = 2.3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(Seat seat) {
        return share(seat.words());
    }

    /** {@return matches of words as a share of all that can be wished for, 0 to 1} */
    static double share(double[] matches) {
        double sum = 0;
        for (double match : matches) {
            sum += match;
        }
        return Math.min(1, sum / EVERYTHING);
    }
}
