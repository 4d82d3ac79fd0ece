package dev.memoir.recall;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The candidates of one question, by place: what stands next to what. */
final class Scene {

    private final Question question;
    private final Collection<Candidate> candidates;
    private final Map<TurnPosition, Candidate> turns = new HashMap<>();
    private final IdentityHashMap<Candidate, double[]> words = new IdentityHashMap<>();

    Scene(Question question, Collection<Candidate> candidates) {
        this.question = question;
        this.candidates = candidates;
        for (Candidate candidate : candidates) {
            if (candidate.position() != null) {
                turns.put(candidate.position(), candidate);
            }
        }
    }

    Question question() {
        return question;
    }

    Collection<Candidate> candidates() {
        return candidates;
    }

    /** The turn so many places after (or before) another of the same conversation, if it is a candidate. */
    @Nullable
    Candidate beside(TurnPosition position, int offset) {
        return turns.get(new TurnPosition(position.conversationId(), position.sequence() + offset));
    }

    /** The place that a candidate is judged by: a turn's own, a memory's best matching source; null if it has none here. */
    @Nullable
    TurnPosition place(Candidate candidate) {
        if (candidate.position() != null) {
            return candidate.position();
        }
        TurnPosition best = null;
        double most = -1;
        for (TurnPosition source : candidate.relations().sources()) {
            Candidate turn = turns.get(source);
            if (turn != null && turn.dense() + turn.keyword() > most) {
                most = turn.dense() + turn.keyword();
                best = source;
            }
        }
        return best;
    }

    /** Which of the question's words a candidate has, by their rarity; not to be changed. */
    double[] words(Candidate candidate) {
        return words.computeIfAbsent(candidate, has -> {
            if (has.words().size() == 0) {
                // Of an index that tells of all words together: as if they were one.
                return new double[] {has.keyword()};
            }
            double[] rarities = new double[has.words().size()];
            for (int word = 0; word < rarities.length; word++) {
                rarities[word] = has.words().of(word);
            }
            return rarities;
        });
    }

    /** The candidates that are turns, by conversation. */
    Map<String, List<Candidate>> conversations() {
        Map<String, List<Candidate>> conversations = new HashMap<>();
        turns.forEach((position, turn) -> conversations
                .computeIfAbsent(position.conversationId(), id -> new ArrayList<>())
                .add(turn));
        return conversations;
    }
}
