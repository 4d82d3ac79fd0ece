// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The changes that one transaction of the learning pipeline writes.
 *
 * @param scope the scope to write to
 * @param turnIds the turns that facts were extracted from. All must still be pending or, for a repeated extraction, not
 *     yet processed by this extractor. Empty if the steps do not result from turns
 * @param steps the changes, in order
 * @param rejections the rejected proposals
 * @param suppressions turns to hide from recall, as steps of their histories
 * @param embedderId the vector space of the vectors
 * @param at the current time
 * @param extractor the id of the extractor, or null if the steps do not result from turns
 * @param again whether another extractor has processed the turns before
 * @param undoes the operation that the steps revert, or null
 * @param tokens the tokens spent, counted against the scope's daily budget
 */
public record LearnedBatch(
        Scope scope,
        List<String> turnIds,
        List<LearnedStep> steps,
        List<RejectedProposal> rejections,
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
        rejections = List.copyOf(rejections);
        suppressions = List.copyOf(suppressions);
    }

    /**
     * Creates a batch that suppresses no turns.
     *
     * @param scope the scope to write to
     * @param turnIds the turns that facts were extracted from
     * @param steps the changes, in order
     * @param rejections the rejected proposals
     * @param embedderId the vector space of the vectors
     * @param at the current time
     * @param extractor the id of the extractor, or null
     * @param again whether another extractor has processed the turns before
     * @param undoes the operation that the steps revert, or null
     * @param tokens the tokens spent
     */
    public LearnedBatch(
            Scope scope,
            List<String> turnIds,
            List<LearnedStep> steps,
            List<RejectedProposal> rejections,
            String embedderId,
            Instant at,
            @Nullable String extractor,
            boolean again,
            @Nullable String undoes,
            long tokens) {
        this(scope, turnIds, steps, rejections, List.of(), embedderId, at, extractor, again, undoes, tokens);
    }

    /**
     * Creates a batch of steps that do not result from turns.
     *
     * @param scope the scope to write to
     * @param steps the changes, in order
     * @param undoes the operation that they revert, or null
     * @param embedderId the vector space of the vectors
     * @param at the current time
     * @return the batch
     */
    public static LearnedBatch ofSteps(
            Scope scope, List<LearnedStep> steps, @Nullable String undoes, String embedderId, Instant at) {
        return new LearnedBatch(scope, List.of(), steps, List.of(), embedderId, at, null, false, undoes, 0);
    }
}
