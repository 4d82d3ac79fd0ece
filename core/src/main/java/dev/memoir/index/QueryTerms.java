package dev.memoir.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The words of a question, by how rare each is among the documents of a scope (or of the whole index): 1 if one document alone
 * has it, near 0 if all have it. The scale is idf over the idf of a word of one document, so that it is the same for an index
 * of any size. Immutable; the candidates of one search share it.
 */
public final class QueryTerms {

    /** Of a question of more words the rarest tell: what all have says nothing of who has it. */
    private static final int MOST = Long.SIZE;

    private final float[] rarities;

    /** Where each word stands in a mark, -1 if it is none that tells. */
    private final int[] places;

    /** How rare the words are together; from {@link #rarities}. */
    private final double total;

    private QueryTerms(float[] rarities, int[] places) {
        this.rarities = rarities;
        this.places = places;
        double sum = 0;
        for (float rarity : rarities) {
            sum += rarity;
        }
        this.total = sum;
    }

    /**
     * {@return the words of a question}
     *
     * @param rarities how rare each is, 0 to 1
     */
    public static QueryTerms of(float... rarities) {
        int[] rarest = IntStream.range(0, rarities.length).toArray();
        if (rarities.length > MOST) {
            rarest = IntStream.of(rarest)
                    .boxed()
                    .sorted(Comparator.comparing((Integer word) -> rarities[word])
                            .reversed())
                    .limit(MOST)
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        int[] places = new int[rarities.length];
        Arrays.fill(places, -1);
        float[] telling = new float[rarest.length];
        for (int place = 0; place < rarest.length; place++) {
            places[rarest[place]] = place;
            telling[place] = rarities[rarest[place]];
        }
        return new QueryTerms(telling, places);
    }

    /**
     * {@return the mark of a word: marks are put together by "or"}
     *
     * @param word which, from 0, in the order given
     */
    public long mark(int word) {
        return places[word] < 0 ? 0 : 1L << places[word];
    }

    /**
     * {@return what a document that has some of the words matches}
     *
     * @param marks of the words that it has
     */
    public TermMatches having(long marks) {
        return new TermMatches(this, marks);
    }

    /** {@return how much words are of all, by how rare each is: 0 to 1} */
    double share(long marks) {
        return total == 0 ? 0 : rarity(marks) / total;
    }

    /** {@return how rare words are together: the sum} */
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
                && Arrays.equals(places, that.places);
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
