// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.Candidate;
import dev.memoir.index.TurnPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The candidates of one query, linked to their conversations, neighbours and sources. */
final class RankingContext {

    private final ParsedQuery question;
    private final List<CandidateContext> contexts;
    private final Map<String, ConversationCandidates> conversations = new HashMap<>();

    RankingContext(ParsedQuery question, Collection<Candidate> candidates) {
        this.question = question;
        this.contexts = candidates.stream().map(CandidateContext::new).toList();
        for (CandidateContext context : contexts) {
            TurnPosition position = context.candidate().position();
            if (position != null) {
                conversations
                        .computeIfAbsent(position.conversationId(), id -> new ConversationCandidates())
                        .add(context);
            }
        }
        conversations.values().forEach(ConversationCandidates::linkNeighbours);
        for (CandidateContext context : contexts) {
            if (context.candidate().position() == null) {
                context.anchorAt(source(context.candidate().links().sources()));
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
        ConversationCandidates conversation = conversations.get(position.conversationId());
        return conversation == null ? null : conversation.at(position.sequence());
    }

    ParsedQuery question() {
        return question;
    }

    List<CandidateContext> contexts() {
        return contexts;
    }

    /** Returns the candidate turns, by conversation. */
    Collection<ConversationCandidates> conversations() {
        return conversations.values();
    }
}
