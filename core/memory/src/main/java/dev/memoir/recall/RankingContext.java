package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The candidates of one question, by place: what stands next to what. */
final class RankingContext {

    private final ParsedQuery question;
    private final List<CandidateContext> seats;
    private final Map<String, ConversationCandidates> rows = new HashMap<>();

    RankingContext(ParsedQuery question, Collection<Candidate> candidates) {
        this.question = question;
        this.seats = candidates.stream().map(CandidateContext::new).toList();
        for (CandidateContext seat : seats) {
            TurnPosition position = seat.candidate().position();
            if (position != null) {
                rows.computeIfAbsent(position.conversationId(), id -> new ConversationCandidates())
                        .add(seat);
            }
        }
        rows.values().forEach(ConversationCandidates::settle);
        for (CandidateContext seat : seats) {
            if (seat.candidate().position() == null) {
                seat.at(source(seat.candidate().links().sources()));
            }
        }
    }

    private @Nullable CandidateContext source(List<TurnPosition> sources) {
        CandidateContext best = null;
        double most = -1;
        for (TurnPosition source : sources) {
            CandidateContext turn = at(source);
            if (turn != null && turn.dense() + turn.candidate().keyword() > most) {
                most = turn.dense() + turn.candidate().keyword();
                best = turn;
            }
        }
        return best;
    }

    private @Nullable CandidateContext at(TurnPosition position) {
        ConversationCandidates row = rows.get(position.conversationId());
        return row == null ? null : row.at(position.sequence());
    }

    ParsedQuery question() {
        return question;
    }

    List<CandidateContext> seats() {
        return seats;
    }

    /** The candidates that are turns, by conversation. */
    Collection<ConversationCandidates> rows() {
        return rows.values();
    }
}
