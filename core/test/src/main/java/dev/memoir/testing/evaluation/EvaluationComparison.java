// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.evaluation;

import dev.memoir.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Two results on the same questions, compared question by question. A question that only one of them has, or that has
 * other evidence in the other, is left out.
 *
 * @param before the first result
 * @param after the second result
 * @param pairs the questions that both results have
 * @param unpaired the number of answerable questions that are left out
 */
public record EvaluationComparison(
        EvaluationResult before, EvaluationResult after, List<QuestionPair> pairs, int unpaired) {

    /** Copies the pairs. */
    public EvaluationComparison {
        pairs = List.copyOf(pairs);
    }

    /**
     * {@return the comparison of two results}
     *
     * @param before the first result, such as that of the present configuration
     * @param after the second result, such as that of a candidate
     * @throws InvalidInputException if they have no question in common
     */
    public static EvaluationComparison of(EvaluationResult before, EvaluationResult after) {
        Map<List<Object>, QuestionResult> others = new HashMap<>();
        after.answerable().forEach(question -> others.put(key(question), question));
        List<QuestionPair> pairs = new ArrayList<>();
        for (QuestionResult question : before.answerable()) {
            QuestionResult other = others.get(key(question));
            if (other != null) {
                pairs.add(new QuestionPair(question, other));
            }
        }
        if (pairs.isEmpty()) {
            throw new InvalidInputException("'" + before.name() + "' and '" + after.name()
                    + "' have no question with the same evidence in common. Compare results of the same chats and"
                    + " questions.");
        }
        int all = before.answerable().size() + after.answerable().size();
        return new EvaluationComparison(before, after, pairs, all - 2 * pairs.size());
    }

    private static List<Object> key(QuestionResult question) {
        return List.of(
                question.chat(),
                question.text(),
                question.expected().stream()
                        .map(expected -> expected.turn().id())
                        .sorted()
                        .toList());
    }

    /**
     * {@return the difference in recall}
     *
     * @param k the depth, 1 to {@value RecallTable#DEPTH}
     */
    public PairedDifference recallAt(int k) {
        return PairedDifference.of(pairs, question -> question.ranks().recallAt(k), true);
    }

    /**
     * {@return the difference in the share of the evidence that a context states, of the questions whose contexts were
     * measured; empty if there is none}
     *
     * @param tokens its token budget, one of {@link ContextTable#BUDGETS}
     */
    public Optional<PairedDifference> evidenceWithin(int tokens) {
        List<QuestionPair> measured = pairs.stream()
                .filter(pair -> pair.before().contexts().containsKey(tokens)
                        && pair.after().contexts().containsKey(tokens))
                .toList();
        return measured.isEmpty()
                ? Optional.empty()
                : Optional.of(PairedDifference.of(measured, question -> share(question, tokens), true));
    }

    private static double share(QuestionResult question, int tokens) {
        return Objects.requireNonNull(question.contexts().get(tokens), "filtered")
                .share();
    }

    /** {@return the difference in the tokens of contexts with an application's settings; fewer are better} */
    public PairedDifference contextTokens() {
        return PairedDifference.of(pairs, QuestionResult::contextTokens, false);
    }

    /**
     * A question in both results.
     *
     * @param before what the first configuration found
     * @param after what the second configuration found
     */
    public record QuestionPair(QuestionResult before, QuestionResult after) {}
}
