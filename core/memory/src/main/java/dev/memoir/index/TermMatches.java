// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words of a question that a document, or several together, contain; each word counts once. Immutable. */
public final class TermMatches {

    /** The matches of an index that does not report them. */
    public static final TermMatches UNKNOWN = new TermMatches(null, 0);

    private final @Nullable QueryTerms question;
    private final long marks;

    TermMatches(@Nullable QueryTerms question, long marks) {
        this.question = question;
        this.marks = marks;
    }

    /** {@return whether the index reports matches} */
    public boolean known() {
        return question != null;
    }

    /** {@return the summed rarity of the words; 0 if there are none, or none are known} */
    public double rarity() {
        return question == null ? 0 : question.rarity(marks);
    }

    /** {@return the share of the question that the words cover, weighted by rarity: 0 to 1; 0 if unknown} */
    public double share() {
        return question == null ? 0 : question.share(marks);
    }

    /**
     * {@return the union of two matches}
     *
     * @param other matches of the same question
     */
    public TermMatches and(TermMatches other) {
        if (question == null) {
            return other;
        }
        long both = marks | other.marks;
        return both == marks ? this : new TermMatches(question, both);
    }

    /**
     * {@return whether the other matches include all words of these} Unknown matches contain no words.
     *
     * @param other matches of the same question
     */
    public boolean within(TermMatches other) {
        return (marks & ~other.marks) == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TermMatches that && marks == that.marks && Objects.equals(question, that.question);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(marks);
    }

    @Override
    public String toString() {
        return known() ? Long.bitCount(marks) + " words, rarity " + rarity() : "unknown";
    }
}
