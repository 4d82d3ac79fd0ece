package dev.memoir.ledger;

import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction learns.
 *
 * @param scope whose
 * @param turnIds the turns that facts were drawn from; all of them must still be pending, or, if it is done again, not yet
 *     drawn from by this extractor. Empty if it was not turns that led to the steps
 * @param steps in order
 * @param turnedAway what was rejected
 * @param suppressions turns to hide from recall, as the steps of their histories
 * @param embedderId the vector space of the vectors
 * @param at now
 * @param extractor what drew from the turns, null if it was not turns that led to the steps
 * @param again whether the turns were drawn from before, by another extractor
 * @param undoes the operation that the steps take back, or null
 * @param tokens what it cost, counted against the scope's day
 */
public record LearnedBatch(
        Scope scope,
        List<String> turnIds,
        List<LearnedStep> steps,
        List<RejectedProposal> turnedAway,
        List<MemoryEvent> suppressions,
        String embedderId,
        Instant at,
        @Nullable String extractor,
        boolean again,
        @Nullable String undoes,
        long tokens) {

    /** Copies the lists. */
    public LearnedBatch {
        turnIds = List.copyOf(turnIds);
        steps = List.copyOf(steps);
        turnedAway = List.copyOf(turnedAway);
        suppressions = List.copyOf(suppressions);
    }

    /**
     * What is learned where no turn is suppressed.
     *
     * @param scope whose
     * @param turnIds the turns that facts were drawn from
     * @param steps in order
     * @param turnedAway what was rejected
     * @param embedderId the vector space of the vectors
     * @param at now
     * @param extractor what drew from the turns, or null
     * @param again whether the turns were drawn from before, by another extractor
     * @param undoes the operation that the steps take back, or null
     * @param tokens what it cost
     */
    public LearnedBatch(
            Scope scope,
            List<String> turnIds,
            List<LearnedStep> steps,
            List<RejectedProposal> turnedAway,
            String embedderId,
            Instant at,
            @Nullable String extractor,
            boolean again,
            @Nullable String undoes,
            long tokens) {
        this(scope, turnIds, steps, turnedAway, List.of(), embedderId, at, extractor, again, undoes, tokens);
    }

    /**
     * Steps that no turns led to.
     *
     * @param scope whose
     * @param steps in order
     * @param undoes the operation that they take back, or null
     * @param embedderId the vector space of the vectors
     * @param at now
     * @return the batch
     */
    public static LearnedBatch ofSteps(
            Scope scope, List<LearnedStep> steps, @Nullable String undoes, String embedderId, Instant at) {
        return new LearnedBatch(scope, List.of(), steps, List.of(), embedderId, at, null, false, undoes, 0);
    }
}
