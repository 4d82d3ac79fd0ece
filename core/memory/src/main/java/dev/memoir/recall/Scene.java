package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The candidates of one question, by place: what stands next to what. */
final class Scene {

    private final Question question;
    private final List<Seat> seats;
    private final Map<String, Row> rows = new HashMap<>();

    Scene(Question question, Collection<Candidate> candidates) {
        this.question = question;
        this.seats = candidates.stream().map(Seat::new).toList();
        for (Seat seat : seats) {
            TurnPosition position = seat.candidate().position();
            if (position != null) {
                rows.computeIfAbsent(position.conversationId(), id -> new Row()).add(seat);
            }
        }
        rows.values().forEach(Row::settle);
        for (Seat seat : seats) {
            if (seat.candidate().position() == null) {
                seat.at(source(seat.candidate().relations().sources()));
            }
        }
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
        Row row = rows.get(position.conversationId());
        return row == null ? null : row.at(position.sequence());
    }

    Question question() {
        return question;
    }

    List<Seat> seats() {
        return seats;
    }

    /** The candidates that are turns, by conversation. */
    Collection<Row> rows() {
        return rows.values();
    }
}
