// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words of a question, weighted by their rarity among the documents of a scope (or of the whole index). The rarity
 * is 1 if a single document contains the word, near 0 if all do: its idf over the idf of a word in one document, so
 * that the scale is the same for an index of any size. Immutable; shared by the candidates of one search.
 */
public final class QueryTerms {

    /**
     * Of a longer question only the rarest words count: a word that all documents contain does not distinguish them.
     */
    private static final int MAX_WORDS = Long.SIZE;

    private final float[] rarities;

    /** The bit of each word, -1 if it does not count. */
    private final int[] bits;

    /** The sum of {@link #rarities}. */
    private final double total;

    private QueryTerms(float[] rarities, int[] bits) {
        this.rarities = rarities;
        this.bits = bits;
        double sum = 0;
        for (float rarity : rarities) {
            sum += rarity;
        }
        this.total = sum;
    }

    /**
     * {@return the words of a question}
     *
     * @param rarities the rarity of each word, 0 to 1
     */
    public static QueryTerms of(float... rarities) {
        int[] rarest = IntStream.range(0, rarities.length).toArray();
        if (rarities.length > MAX_WORDS) {
            rarest = IntStream.of(rarest)
                    .boxed()
                    .sorted(Comparator.comparing((Integer word) -> rarities[word])
                            .reversed())
                    .limit(MAX_WORDS)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int[] bits = new int[rarities.length];
        Arrays.fill(bits, -1);
        float[] counted = new float[rarest.length];
        for (int bit = 0; bit < rarest.length; bit++) {
            bits[rarest[bit]] = bit;
            counted[bit] = rarities[rarest[bit]];
        }
        return new QueryTerms(counted, bits);
    }

    /**
     * {@return the bit mask of a word; masks are combined with "or"}
     *
     * @param word the index of the word, in the given order
     */
    public long mask(int word) {
        return bits[word] < 0 ? 0 : 1L << bits[word];
    }

    /**
     * {@return the matches of a document that contains some of the words}
     *
     * @param marks the combined masks of the words
     */
    public TermMatches having(long marks) {
        return new TermMatches(this, marks);
    }

    /** {@return the share of words in the question, weighted by rarity: 0 to 1} */
    double share(long marks) {
        return total == 0 ? 0 : rarity(marks) / total;
    }

    /** {@return the summed rarity of words} */
    double rarity(long marks) {
        double sum = 0;
        for (long left = marks; left != 0; left &= left - 1) {
            sum += rarities[Long.numberOfTrailingZeros(left)];
        }
        return sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueryTerms that
                && Arrays.equals(rarities, that.rarities)
                && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rarities);
    }

    @Override
    public String toString() {
        return Arrays.toString(rarities);
    }
}
