// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.Origin;
import dev.memoir.index.Candidate;
import org.jspecify.annotations.Nullable;

/** A candidate together with its conversation and neighbours, as ranking signals see it. Confined to one ranking. */
final class CandidateContext {

    /**
     * The number of words up to which a turn depends on its neighbours to be understood; LoCoMo's turns have 22 on
     * average. With 15 or 40, R@10 is up to one point lower on the development conversations of BEAM or LoCoMo.
     */
    static final int SELF_CONTAINED = 25;

    private final Candidate candidate;
    private @Nullable CandidateContext anchor;
    private @Nullable ConversationCandidates conversation;
    private final @Nullable CandidateContext[] neighbours = new CandidateContext[2 * NeighbourSignal.REACH + 1];

    CandidateContext(Candidate candidate) {
        this.candidate = candidate;
    }

    void join(ConversationCandidates turns) {
        conversation = turns;
        anchor = this;
        neighbours[NeighbourSignal.REACH] = this;
    }

    /** Registers another turn of the same conversation at an offset. */
    void addNeighbour(CandidateContext turn, long offset) {
        neighbours[(int) offset + NeighbourSignal.REACH] = turn;
    }

    /** Sets the turn that a memory is judged by: the best match among its source turns. */
    void anchorAt(@Nullable CandidateContext source) {
        anchor = source;
    }

    Candidate candidate() {
        return candidate;
    }

    double dense() {
        return candidate.dense();
    }

    /**
     * {@return how much the turn depends on its neighbours to be understood} The value is 1 up to {@link
     * #SELF_CONTAINED} words and falls with the length; a text of unknown length counts as short.
     */
    double dependence() {
        return Math.min(
                1, (double) SELF_CONTAINED / Math.max(1, candidate.features().words()));
    }

    /** {@return the neighbours' value and the turn's own value, blended by its dependence on the neighbours} */
    double inContext(double nearby, double own) {
        double dependence = dependence();
        return dependence * nearby + (1 - dependence) * own;
    }

    /** {@return whether the assistant wrote the text} */
    boolean byAssistant() {
        return candidate.links().origin() == Origin.ASSISTANT;
    }

    /**
     * Returns the turn by which the candidate is judged: a turn itself, or a memory's best matching source; null if
     * that is not a candidate.
     */
    @Nullable
    CandidateContext anchor() {
        return anchor;
    }

    /** Returns the candidate turns of the same conversation; null for a memory. */
    @Nullable
    ConversationCandidates conversation() {
        return conversation;
    }

    /**
     * Returns the candidate turn at an offset from this one, up to {@link NeighbourSignal#REACH} in either direction,
     * or null.
     */
    @Nullable
    CandidateContext neighbour(int offset) {
        return neighbours[offset + NeighbourSignal.REACH];
    }
}
