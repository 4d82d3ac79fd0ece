// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.ItemType;
import dev.memoir.Relevance;
import dev.memoir.index.Candidate;
import java.util.Collection;
import java.util.Set;

/**
 * Estimates whether a memory contains an answer to a query, by logistic regression on the best score and the best
 * combined semantic and keyword match of the candidates.
 *
 * <p>Fitted on LoCoMo's and BEAM's development conversations, with turns alone and with extracted facts, each set with
 * the same weight. Positive examples are a conversation's own questions, negative ones those of the next conversation
 * with the speakers' names replaced. The area under the curve on held-out conversations is 0.92 and 0.91 for turns, and
 * 0.95 with facts; it is 0.98 in scopes of one session (about 20 turns).
 */
public final class RelevanceModel {

    /**
     * The weight of the keyword share relative to the cosine: of 0.2, 0.3, 0.5 and 0.8 the best on all three sets
     * together.
     */
    private static final double WORDS = 0.5;

    private static final double INTERCEPT = -11.23;
    private static final double SCORE = 16.31;
    private static final double MATCH = 7.19;

    /** Correction if facts are searched: they are short and specific, so the same score means less. */
    private static final double FACTS = -1.66;

    /** Coefficients if the index reports no words: similarity alone (areas 0.86, 0.92, 0.93). */
    private static final double SIMILARITY_INTERCEPT = -8.69;

    private static final double SIMILARITY = 16.81;
    private static final double SIMILARITY_FACTS = -1.41;

    /**
     * The share of the query words that makes a candidate an answer regardless of the rest. On the three sets, 175 of a
     * conversation's own questions have such a candidate, and 16 of the others.
     */
    private static final double NEARLY_ALL_WORDS = 0.8;

    private static final double PROBABILITY_OF_NEARLY_ALL_WORDS = 0.9;

    /**
     * The maximum length of a query in characters for which the model was fitted. For a longer message, much of it
     * pasted, neither the embedding nor the share of words indicates what it asks.
     */
    private static final int LONGEST = 400;

    /**
     * The number of candidates below which all are shown: few lines cost little, and word rarity among them is
     * meaningless.
     */
    private static final int FEW = 5;

    private RelevanceModel() {}

    /**
     * {@return the relevance of a search; unknown if the query is long or has no embedding, or if there are few
     * candidates}
     *
     * @param question the query
     * @param score the best hit's score
     * @param ranked the candidates
     * @param types the item types that are searched
     */
    public static Relevance of(String question, double score, Collection<ScoredCandidate> ranked, Set<ItemType> types) {
        if (question.length() > LONGEST) {
            return Relevance.UNKNOWN;
        }
        int considered = 0;
        boolean facts = false;
        boolean words = false;
        double similarity = 0;
        double match = 0;
        double coverage = 0;
        for (ScoredCandidate each : ranked) {
            Candidate candidate = each.candidate();
            if (types.contains(candidate.ref().type())) {
                considered++;
                facts |= candidate.ref().type() == ItemType.MEMORY;
                words |= candidate.words().known();
                similarity = Math.max(similarity, candidate.dense());
                double share = candidate.words().share();
                match = Math.max(match, candidate.dense() + WORDS * share);
                coverage = Math.max(coverage, share);
            }
        }
        if (similarity <= 0 || considered < FEW) {
            return Relevance.UNKNOWN;
        }
        double least = coverage >= NEARLY_ALL_WORDS ? PROBABILITY_OF_NEARLY_ALL_WORDS : 0;
        double logit = words
                ? INTERCEPT + SCORE * score + MATCH * match + (facts ? FACTS : 0)
                : SIMILARITY_INTERCEPT + SIMILARITY * similarity + (facts ? SIMILARITY_FACTS : 0);
        double probability = Math.max(least, 1 / (1 + Math.exp(-logit)));
        return new Relevance(probability, score, Math.min(1, similarity), Math.min(1, coverage));
    }
}
