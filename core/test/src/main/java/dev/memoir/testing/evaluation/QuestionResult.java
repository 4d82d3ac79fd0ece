// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the memory found for one question.
 *
 * @param chat the id of the chat
 * @param id the id of the question within the chat
 * @param text the question
 * @param category its category
 * @param answer the reference answer; empty if none is known
 * @param expected the evidence with its ranks; empty if the chat does not answer the question
 * @param found the first turns of the ranking
 * @param bestScore the score of the best hit, 0 without hits
 * @param contextTokens the number of tokens of the context with an application's settings
 * @param contexts what contexts state of the evidence, by token budget; empty for a question without evidence or with a
 *     false premise
 */
public record QuestionResult(
        String chat,
        String id,
        String text,
        String category,
        String answer,
        List<ExpectedTurn> expected,
        List<FoundTurn> found,
        double bestScore,
        int contextTokens,
        Map<Integer, ContextEvidence> contexts) {

    /** Copies the lists. */
    public QuestionResult {
        expected = List.copyOf(expected);
        found = List.copyOf(found);
        contexts = new TreeMap<>(contexts);
    }

    /** {@return whether the chat answers the question} */
    public boolean answerable() {
        return !expected.isEmpty();
    }

    /** {@return the ranks of the evidence} The question must be answerable. */
    public EvidenceRanks ranks() {
        return new EvidenceRanks(expected.stream().map(ExpectedTurn::rank).toList());
    }
}
