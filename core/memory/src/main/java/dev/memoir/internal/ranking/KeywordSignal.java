// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TermMatches;

/** Rates the query words that the candidate contains, weighted by their rarity. */
final class KeywordSignal implements Signal {

    static final String NAME = "keyword";

    /**
     * The sum of rarities that counts as a full match: two words that occur nowhere else and a third that is not
     * common. At three quarters of it, R@5 on LoCoMo's development half is one point lower; higher values change
     * nothing.
     */
    private static final double FULL_MATCH = 2.3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        return share(context.candidate().words(), context.candidate().keyword());
    }

    /**
     * {@return the matches as a share of a full match, 0 to 1}
     *
     * @param words the matching query words
     * @param keyword the keyword score if the index does not report the words; it then counts as one word
     */
    static double share(TermMatches words, double keyword) {
        return Math.min(1, (words.known() ? words.rarity() : keyword) / FULL_MATCH);
    }
}
