package dev.memoir.ledger;

import dev.memoir.Scope;
import java.time.Instant;
import java.util.List;

/**
 * What one transaction learns.
 *
 * @param scope whose
 * @param turnIds the turns that facts were drawn from; all of them must still be pending. Empty if it was not turns that
 *     led to the steps
 * @param steps in order
 * @param turnedAway what was rejected
 * @param embedderId the vector space of the vectors
 * @param at now
 */
public record LearnedBatch(
        Scope scope,
        List<String> turnIds,
        List<LearnedStep> steps,
        List<TurnedAway> turnedAway,
        String embedderId,
        Instant at) {

    /** Copies the lists. */
    public LearnedBatch {
        turnIds = List.copyOf(turnIds);
        steps = List.copyOf(steps);
        turnedAway = List.copyOf(turnedAway);
    }
}
