package dev.memoir.recall;

import dev.memoir.index.Candidate;
import org.jspecify.annotations.Nullable;

/** A candidate where it stands among the others of its question: what signals look at. Confined to one ranking. */
final class Seat {

    private final Candidate candidate;
    private final double[] words;
    private @Nullable Seat place;
    private @Nullable Row row;
    private final @Nullable Seat[] around = new Seat[2 * Neighbours.REACH + 1];

    Seat(Candidate candidate) {
        this.candidate = candidate;
        this.words = words(candidate);
    }

    private static double[] words(Candidate has) {
        if (has.words().size() == 0) {
            // Of an index that tells of all words together: as if they were one.
            return new double[] {has.keyword()};
        }
        double[] rarities = new double[has.words().size()];
        for (int word = 0; word < rarities.length; word++) {
            rarities[word] = has.words().of(word);
        }
        return rarities;
    }

    void in(Row conversation) {
        row = conversation;
        place = this;
    }

    /** Another turn of its conversation. */
    void near(Seat turn, long offset) {
        around[(int) offset + Neighbours.REACH] = turn;
    }

    /** Where a memory is judged: the best matching of its turns. */
    void at(@Nullable Seat source) {
        place = source;
    }

    Candidate candidate() {
        return candidate;
    }

    double dense() {
        return candidate.dense();
    }

    /** Which of the question's words it has, by their rarity; not to be changed. */
    double[] words() {
        return words;
    }

    /** The turn that it is judged by: a turn itself, a memory's best matching source; null if it has none here. */
    @Nullable
    Seat place() {
        return place;
    }

    /** The turns of its conversation that are candidates; null of a memory. */
    @Nullable
    Row row() {
        return row;
    }

    /** The turn so many places after (or before) it, up to {@link Neighbours#REACH}, if it is a candidate. */
    @Nullable
    Seat beside(int offset) {
        return around[offset + Neighbours.REACH];
    }
}
