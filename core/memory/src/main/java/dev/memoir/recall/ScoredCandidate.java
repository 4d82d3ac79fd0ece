package dev.memoir.recall;

import dev.memoir.ScoreComponent;
import dev.memoir.index.Candidate;
import dev.memoir.index.ItemRef;
import java.util.List;

/**
 * A candidate with its score.
 *
 * @param candidate the candidate
 * @param score 0 to 1
 * @param shares each signal's share, which add up to the score; empty unless asked for
 */
public record ScoredCandidate(Candidate candidate, double score, List<ScoreComponent> shares) {

    /** {@return the turn or memory} */
    public ItemRef ref() {
        return candidate.ref();
    }
}
