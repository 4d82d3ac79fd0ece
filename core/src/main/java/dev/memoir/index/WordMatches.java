package dev.memoir.index;

import java.util.Arrays;

/**
 * Which words of a question a document has, in the order in which the index reads them, the same for
 * all candidates of a query. A word that it has counts by how rare
 * it is in its scope (or the whole index): 1 if one document alone has it, near 0 if all have it. The scale is idf over the idf of a word of one
 * document, so that it is the same for an index of any size. Immutable.
 */
public final class WordMatches {

    /** Of an index that does not tell. */
    public static final WordMatches UNKNOWN = new WordMatches(new float[0]);

    private final float[] matches;

    private WordMatches(float[] matches) {
        this.matches = matches;
    }

    /**
     * {@return matches}
     *
     * @param matches the rarity of each word, 0 where the document lacks it
     */
    public static WordMatches of(float... matches) {
        return new WordMatches(matches.clone());
    }

    /** {@return of how many words it tells: all of the question, or none} */
    public int size() {
        return matches.length;
    }

    /**
     * {@return the rarity of a word that the document has; 0 if it lacks it, or nothing is known}
     *
     * @param word which, from 0
     */
    public double of(int word) {
        return word < matches.length ? matches[word] : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WordMatches o && Arrays.equals(matches, o.matches);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(matches);
    }

    @Override
    public String toString() {
        return Arrays.toString(matches);
    }
}
