package dev.memoir.recall;

import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turns of one conversation that are candidates. Confined to one ranking. */
final class ConversationCandidates {

    private final List<CandidateContext> seats = new ArrayList<>();

    void add(CandidateContext turn) {
        seats.add(turn);
        turn.in(this);
    }

    /** Puts the turns in order and next to each other, once all are there. */
    void settle() {
        seats.sort(Comparator.comparingLong(ConversationCandidates::sequence));
        for (int i = 0; i < seats.size(); i++) {
            CandidateContext turn = seats.get(i);
            for (int next = i + 1; next < seats.size(); next++) {
                long offset = sequence(seats.get(next)) - sequence(turn);
                if (offset > NeighbourSignal.REACH) {
                    break;
                }
                turn.near(seats.get(next), offset);
                seats.get(next).near(turn, -offset);
            }
        }
    }

    private static long sequence(CandidateContext turn) {
        TurnPosition position = turn.candidate().position();
        return position == null ? -1 : position.sequence();
    }

    /** {@return the turn at a place, by halving, or null} */
    @Nullable
    CandidateContext at(long sequence) {
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
    List<CandidateContext> seats() {
        return seats;
    }
}
