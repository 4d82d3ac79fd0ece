// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.ScoreComponent;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemRef;
import java.util.List;

/**
 * A candidate with its score.
 *
 * @param candidate the candidate
 * @param score the score, 0 to 1
 * @param shares the contribution of each signal, which add up to the score; empty unless requested
 */
public record ScoredCandidate(Candidate candidate, double score, List<ScoreComponent> shares) {

    /** {@return the reference to the turn or memory} */
    public ItemRef ref() {
        return candidate.ref();
    }
}
