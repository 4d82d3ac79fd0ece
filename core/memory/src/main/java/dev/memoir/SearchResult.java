// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;

/**
 * The result of a search: the hits, and a prompt block that renders them.
 *
 * @param hits the hits, best first
 * @param context the hits as a delimited block of text for a prompt, dated and in the order in which they were said,
 *     within the token budget; empty if there are no hits. Of a turn above 200 words it shows the parts that match the
 *     query, with {@code […]} for what is left out. Its content is data, not instructions
 * @param contextTokens the number of tokens (cl100k) of the context
 * @param notices what this search had to do without, for the operator; empty if nothing was missing
 * @param relevance how likely it is that the hits hold what was asked for
 */
public record SearchResult(
        List<SearchHit> hits, String context, int contextTokens, List<String> notices, Relevance relevance) {

    /** The result of a search that found nothing. */
    public static final SearchResult EMPTY = new SearchResult(List.of(), "", 0, List.of(), Relevance.NONE);

    /** Copies the lists. */
    public SearchResult {
        hits = List.copyOf(hits);
        notices = List.copyOf(notices);
    }

    /**
     * {@return this result, with only the best hits that the relevance admits: those that a context is made from}
     *
     * @param minRelevance the minimum relevance, see {@link SearchRequest#minRelevance()}
     */
    public SearchResult withMinRelevance(double minRelevance) {
        int left = relevance.maxHits(hits.size(), minRelevance);
        return left == hits.size()
                ? this
                : new SearchResult(hits.subList(0, left), context, contextTokens, notices, relevance);
    }
}
