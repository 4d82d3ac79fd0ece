package dev.memoir.index;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which words of a question are said, by a document or by several together: each word counts once. Immutable. */
public final class TermMatches {

    /** Of an index that does not tell. */
    public static final TermMatches UNKNOWN = new TermMatches(null, 0);

    private final @Nullable QueryTerms question;
    private final long marks;

    TermMatches(@Nullable QueryTerms question, long marks) {
        this.question = question;
        this.marks = marks;
    }

    /** {@return whether the index tells} */
    public boolean known() {
        return question != null;
    }

    /** {@return how rare the words are, added up; 0 if there is none, or nothing is known} */
    public double rarity() {
        return question == null ? 0 : question.rarity(marks);
    }

    /** {@return how much of the question they are, by how rare each word is: 0 to 1; 0 if nothing is known} */
    public double share() {
        return question == null ? 0 : question.share(marks);
    }

    /**
     * {@return what this and another say together}
     *
     * @param other of the same question
     */
    public TermMatches and(TermMatches other) {
        if (question == null) {
            return other;
        }
        long both = marks | other.marks;
        return both == marks ? this : new TermMatches(question, both);
    }

    /**
     * {@return whether another says every word that this says} What is unknown says none.
     *
     * @param other of the same question
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
