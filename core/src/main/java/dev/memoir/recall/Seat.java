package dev.memoir.recall;

import dev.memoir.index.Candidate;
import org.jspecify.annotations.Nullable;

/** A candidate where it stands among the others of its question: what signals look at. Confined to one ranking. */
final class Seat {

    private final Candidate candidate;
    private @Nullable Seat place;
    private @Nullable Row row;
    private final @Nullable Seat[] around = new Seat[2 * Neighbours.REACH + 1];

    Seat(Candidate candidate) {
        this.candidate = candidate;
    }

    void in(Row conversation) {
        row = conversation;
        place = this;
        around[Neighbours.REACH] = this;
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
