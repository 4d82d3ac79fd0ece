package dev.memoir.recall;

import dev.memoir.index.TermMatches;

/** Which of the question's words it has, the rare ones above all. */
final class KeywordSignal implements Signal {

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
    public double of(CandidateContext seat) {
        return share(seat.candidate().words(), seat.candidate().keyword());
    }

    /**
     * {@return matches as a share of all that can be wished for, 0 to 1}
     *
     * @param words which words are said
     * @param keyword how well words match where the index does not tell which: as if they were one
     */
    static double share(TermMatches words, double keyword) {
        return Math.min(1, (words.known() ? words.rarity() : keyword) / EVERYTHING);
    }
}
