// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import dev.memoir.internal.passage.Passage;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Selects the parts of a text that an excerpt shows. Preferred are parts with query words that are rare within the text
 * and not shown yet, then the first part, which introduces the text. Not thread-safe; used for one text.
 */
final class ExcerptSelection {

    /** The weight of a word that is already shown. With 0.1 the evidence is the same. */
    private static final double REPEATED = 0.4;

    /** The weight of words in the adjacent parts: a heading contains the word, and the answer follows it. */
    private static final double ADJACENT = 0.3;

    /**
     * The minimum score of a further part, relative to the first one. On BEAM's development conversations, evidence
     * within 1,000 tokens is 63.5 with 0.3, 64.6 with 0.6 and 65.1 with 0.9: another turn is worth more than more of
     * this one.
     */
    private static final double WORTHWHILE = 0.75;

    private final String text;
    private final List<Passage> parts;
    private final int[][] counts;
    private final double[] rarities;
    private final boolean[] covered;

    /** The number of tokens of each part; -1 if not counted yet. */
    private final int[] costs;

    private final BitSet selected = new BitSet();
    private int left;

    ExcerptSelection(String text, List<Passage> parts, ExcerptTerms terms) {
        this.text = text;
        this.parts = parts;
        this.counts = parts.stream().map(part -> terms.counts(part.of(text))).toArray(int[][]::new);
        this.rarities = rarities(counts, terms.size());
        this.covered = new boolean[terms.size()];
        this.costs = new int[parts.size()];
        Arrays.fill(costs, -1);
    }

    /** {@return the parts to show, as indexes from 0; empty if no part fits} */
    BitSet select(int tokens) {
        left = tokens;
        int best = best(0);
        double worthwhile = best < 0 ? 0 : WORTHWHILE * score(best);
        while (best >= 0) {
            add(best);
            if (!selected.get(0) && cost(0) <= left) {
                add(0);
            }
            best = best(worthwhile);
        }
        // No part contains a query word: the text matches semantically, which its beginning represents best.
        for (int part = 0; selected.cardinality() == part && part < parts.size() && cost(part) <= left; part++) {
            add(part);
        }
        return selected;
    }

    /** {@return the part with the highest score above 0 that fits and is not selected, or -1} */
    private int best(double least) {
        int best = -1;
        double most = 0;
        for (int part = 0; part < parts.size(); part++) {
            double score = selected.get(part) ? 0 : score(part);
            if (score > most && score >= least && cost(part) <= left) {
                most = score;
                best = part;
            }
        }
        return best;
    }

    private void add(int part) {
        selected.set(part);
        left -= cost(part);
        for (int term = 0; term < covered.length; term++) {
            covered[term] |= counts[part][term] > 0;
        }
    }

    private double score(int part) {
        double adjacent = (part > 0 ? matches(part - 1) : 0) + (part + 1 < parts.size() ? matches(part + 1) : 0);
        return matches(part) + ADJACENT * adjacent;
    }

    private double matches(int part) {
        double matches = 0;
        for (int term = 0; term < rarities.length; term++) {
            int count = counts[part][term];
            matches += rarities[term] * count / (count + 1.0) * (covered[term] ? REPEATED : 1);
        }
        return matches;
    }

    /** {@return the tokens of a part, including an omission mark before it} */
    private int cost(int part) {
        if (costs[part] < 0) {
            costs[part] = TokenCounter.count(
                    " " + TurnExcerpts.OMISSION + " " + parts.get(part).of(text));
        }
        return costs[part];
    }

    private static double[] rarities(int[][] counts, int terms) {
        double[] rarities = new double[terms];
        for (int term = 0; term < terms; term++) {
            int having = 0;
            for (int[] part : counts) {
                having += part[term] > 0 ? 1 : 0;
            }
            rarities[term] = Math.log(1 + (counts.length - having + 0.5) / (having + 0.5));
        }
        return rarities;
    }
}
