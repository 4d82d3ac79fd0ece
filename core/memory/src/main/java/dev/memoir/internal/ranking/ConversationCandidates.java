// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candidate turns of one conversation, in order. Confined to one ranking. */
final class ConversationCandidates {

    private final List<CandidateContext> turns = new ArrayList<>();

    void add(CandidateContext turn) {
        turns.add(turn);
        turn.join(this);
    }

    /** Sorts the turns and links each to its neighbours, once all have been added. */
    void linkNeighbours() {
        turns.sort(Comparator.comparingLong(ConversationCandidates::sequence));
        for (int i = 0; i < turns.size(); i++) {
            CandidateContext turn = turns.get(i);
            for (int next = i + 1; next < turns.size(); next++) {
                long offset = sequence(turns.get(next)) - sequence(turn);
                if (offset > NeighbourSignal.REACH) {
                    break;
                }
                turn.addNeighbour(turns.get(next), offset);
                turns.get(next).addNeighbour(turn, -offset);
            }
        }
    }

    private static long sequence(CandidateContext turn) {
        TurnPosition position = turn.candidate().position();
        return position == null ? -1 : position.sequence();
    }

    /** {@return the turn at a position, found by binary search, or null} */
    @Nullable
    CandidateContext at(long sequence) {
        int from = 0;
        int to = turns.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sequence(turns.get(middle)) < sequence) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < turns.size() && sequence(turns.get(from)) == sequence ? turns.get(from) : null;
    }

    /** Returns the turns in order. */
    List<CandidateContext> turns() {
        return turns;
    }
}
