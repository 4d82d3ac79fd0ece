package dev.memoir.recall;

import dev.memoir.Origin;
import dev.memoir.index.Candidate;
import org.jspecify.annotations.Nullable;

/** A candidate where it stands among the others of its question: what signals look at. Confined to one ranking. */
final class CandidateContext {

    /**
     * Words up to which a turn is understood by its neighbours: LoCoMo's turns have 22 on average. With 15 or 40 R@10 is up
     * to a point lower on BEAM's or LoCoMo's development conversations.
     */
    static final int SELF_CONTAINED = 25;

    private final Candidate candidate;
    private @Nullable CandidateContext place;
    private @Nullable ConversationCandidates row;
    private final @Nullable CandidateContext[] around = new CandidateContext[2 * NeighbourSignal.REACH + 1];

    CandidateContext(Candidate candidate) {
        this.candidate = candidate;
    }

    void in(ConversationCandidates conversation) {
        row = conversation;
        place = this;
        around[NeighbourSignal.REACH] = this;
    }

    /** Another turn of its conversation. */
    void near(CandidateContext turn, long offset) {
        around[(int) offset + NeighbourSignal.REACH] = turn;
    }

    /** Where a memory is judged: the best matching of its turns. */
    void at(@Nullable CandidateContext source) {
        place = source;
    }

    Candidate candidate() {
        return candidate;
    }

    double dense() {
        return candidate.dense();
    }

    /**
     * {@return how much the turn needs its neighbours to be understood} 1 up to {@link #SELF_CONTAINED} words, less the
     * longer it is; 0 of a memory, and of a text whose length is unknown as if it were short.
     */
    double dependence() {
        return Math.min(
                1, (double) SELF_CONTAINED / Math.max(1, candidate.features().words()));
    }

    /** {@return what the neighbours say and what it says itself, by how much it needs them} */
    double inContext(double neighbours, double own) {
        double dependence = dependence();
        return dependence * neighbours + (1 - dependence) * own;
    }

    /** {@return whether the text is the assistant's own} */
    boolean byAssistant() {
        return candidate.links().origin() == Origin.ASSISTANT;
    }

    /** The turn that it is judged by: a turn itself, a memory's best matching source; null if it has none here. */
    @Nullable
    CandidateContext place() {
        return place;
    }

    /** The turns of its conversation that are candidates; null of a memory. */
    @Nullable
    ConversationCandidates row() {
        return row;
    }

    /** The turn so many places after (or before) it, up to {@link NeighbourSignal#REACH}, if it is a candidate. */
    @Nullable
    CandidateContext beside(int offset) {
        return around[offset + NeighbourSignal.REACH];
    }
}
