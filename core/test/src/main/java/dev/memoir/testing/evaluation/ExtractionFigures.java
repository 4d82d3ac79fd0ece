// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a language model extracted from the chats.
 *
 * @param facts the number of current facts
 * @param parkedTurns the number of turns that no facts could be extracted from
 * @param evidenceTurns the number of turns that are evidence of a question
 * @param coveredTurns the number of those that a current fact comes from
 * @param rejections the number of rejected proposals, by {@link dev.memoir.extract.Rejection.Reason}
 */
public record ExtractionFigures(
        long facts, long parkedTurns, int evidenceTurns, int coveredTurns, Map<String, Integer> rejections) {

    /** Copies the rejections. */
    public ExtractionFigures {
        rejections = new TreeMap<>(rejections);
    }

    /** {@return the share of the evidence turns that a current fact comes from; 0 without evidence} */
    public double coverage() {
        return evidenceTurns == 0 ? 0 : (double) coveredTurns / evidenceTurns;
    }
}
