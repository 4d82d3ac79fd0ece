package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The candidates of one question, by place: what stands next to what. */
final class Scene {

    private final Question question;
    private final List<Seat> seats;
    private final Map<String, Seat.Row> rows = new HashMap<>();

    Scene(Question question, Collection<Candidate> candidates) {
        this.question = question;
        this.seats = candidates.stream().map(Seat::new).toList();
        for (Seat seat : seats) {
            TurnPosition position = seat.candidate().position();
            if (position != null) {
                rows.computeIfAbsent(position.conversationId(), id -> new Seat.Row(new ArrayList<>()))
                        .seats()
                        .add(seat);
            }
        }
        rows.values().forEach(Scene::settle);
        for (Seat seat : seats) {
            if (seat.candidate().position() == null) {
                seat.at(source(seat.candidate().relations().sources()));
            }
        }
    }

    private static void settle(Seat.Row row) {
        List<Seat> turns = row.seats();
        turns.sort(Comparator.comparingLong(Scene::sequence));
        for (int i = 0; i < turns.size(); i++) {
            Seat turn = turns.get(i);
            turn.in(row);
            for (int next = i + 1; next < turns.size(); next++) {
                long offset = sequence(turns.get(next)) - sequence(turn);
                if (offset > Neighbours.REACH) {
                    break;
                }
                turn.near(turns.get(next), offset);
                turns.get(next).near(turn, -offset);
            }
        }
    }

    private static long sequence(Seat turn) {
        TurnPosition position = turn.candidate().position();
        return position == null ? -1 : position.sequence();
    }

    private @Nullable Seat source(List<TurnPosition> sources) {
        Seat best = null;
        double most = -1;
        for (TurnPosition source : sources) {
            Seat turn = at(source);
            if (turn != null && turn.dense() + turn.candidate().keyword() > most) {
                most = turn.dense() + turn.candidate().keyword();
                best = turn;
            }
        }
        return best;
    }

    private @Nullable Seat at(TurnPosition position) {
        Seat.Row row = rows.get(position.conversationId());
        if (row == null) {
            return null;
        }
        int from = 0;
        int to = row.seats().size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sequence(row.seats().get(middle)) < position.sequence()) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < row.seats().size() && sequence(row.seats().get(from)) == position.sequence()
                ? row.seats().get(from)
                : null;
    }

    Question question() {
        return question;
    }

    List<Seat> seats() {
        return seats;
    }

    /** The candidates that are turns, by conversation. */
    Collection<Seat.Row> rows() {
        return rows.values();
    }
}
