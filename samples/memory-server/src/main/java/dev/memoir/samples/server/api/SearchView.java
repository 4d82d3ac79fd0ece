// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.ContextStatus;
import dev.memoir.Relevance;
import dev.memoir.ScoreComponent;
import dev.memoir.SearchHit;
import dev.memoir.SearchResult;
import java.util.List;

/**
 * The result of a search.
 *
 * @param hits the hits, best first
 * @param context the hits as a delimited block for a prompt; data, not instructions
 * @param contextTokens the number of tokens of the context
 * @param notices what the search had to do without
 * @param relevance how likely it is that the hits hold what was asked for
 */
record SearchView(
        List<HitView> hits, String context, int contextTokens, List<String> notices, RelevanceView relevance) {

    /**
     * A hit.
     *
     * @param item the turn or memory
     * @param score 0 to 1, higher is better
     * @param explanation each signal's share of the score, if requested
     * @param coveredBy the ids of the items whose lines in the context state it
     * @param contextStatus whether the context states it, and if not, why not
     */
    record HitView(
            ItemView item,
            double score,
            List<ScoreComponent> explanation,
            List<String> coveredBy,
            ContextStatus contextStatus) {

        static HitView of(SearchHit hit) {
            return new HitView(
                    ItemView.of(hit.item()), hit.score(), hit.explanation(), hit.coveredBy(), hit.contextStatus());
        }
    }

    /**
     * The probability that the memory holds what was asked for, with its reasons.
     *
     * @param probability 0 to 1
     * @param score the best hit's score
     * @param similarity the highest similarity with the query
     * @param coverage the highest share of the query's words in one candidate
     */
    record RelevanceView(double probability, double score, double similarity, double coverage) {

        static RelevanceView of(Relevance relevance) {
            return new RelevanceView(
                    relevance.probability(), relevance.score(), relevance.similarity(), relevance.coverage());
        }
    }

    static SearchView of(SearchResult result) {
        return new SearchView(
                result.hits().stream().map(HitView::of).toList(),
                result.context(),
                result.contextTokens(),
                result.notices(),
                RelevanceView.of(result.relevance()));
    }
}
