package dev.memoir.recall;

import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turns of one conversation that are candidates. Confined to one ranking. */
final class Row {

    private final List<Seat> seats = new ArrayList<>();

    void add(Seat turn) {
        seats.add(turn);
        turn.in(this);
    }

    /** Puts the turns in order and next to each other, once all are there. */
    void settle() {
        seats.sort(Comparator.comparingLong(Row::sequence));
        for (int i = 0; i < seats.size(); i++) {
            Seat turn = seats.get(i);
            for (int next = i + 1; next < seats.size(); next++) {
                long offset = sequence(seats.get(next)) - sequence(turn);
                if (offset > Neighbours.REACH) {
                    break;
                }
                turn.near(seats.get(next), offset);
                seats.get(next).near(turn, -offset);
            }
        }
    }

    private static long sequence(Seat turn) {
        TurnPosition position = turn.candidate().position();
        return position == null ? -1 : position.sequence();
    }

    /** {@return the turn at a place, by halving, or null} */
    @Nullable
    Seat at(long sequence) {
        int from = 0;
        int to = seats.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sequence(seats.get(middle)) < sequence) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < seats.size() && sequence(seats.get(from)) == sequence ? seats.get(from) : null;
    }

    /** The turns in order. */
    List<Seat> seats() {
        return seats;
    }
}
