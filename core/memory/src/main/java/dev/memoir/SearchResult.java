package dev.memoir;

import java.util.List;

/**
 * What a search recalled.
 *
 * @param hits best first
 * @param context the hits as a delimited block of text for a prompt, dated and in the order in which things were said,
 *     within the token budget; empty when there is no hit. Of a turn above 200 words it shows the parts that match the
 *     question, with {@code […]} for what is left out. What stands in it is data, not instructions
 * @param contextTokens how many tokens (of cl100k) the context takes
 * @param notices what this recall had to do without, for the operator; empty when nothing was missing
 * @param relevance how likely it is that the hits hold what was asked for
 */
public record SearchResult(
        List<SearchHit> hits, String context, int contextTokens, List<String> notices, Relevance relevance) {

    /** Nothing recalled. */
    public static final SearchResult NOTHING = new SearchResult(List.of(), "", 0, List.of(), Relevance.NONE);

    /** Copies the lists. */
    public SearchResult {
        hits = List.copyOf(hits);
        notices = List.copyOf(notices);
    }

    /**
     * {@return this, with as many of the best hits as the relevance leaves: those that a context is made from}
     *
     * @param minRelevance the least relevance, see {@link SearchRequest#minRelevance()}
     */
    public SearchResult relevant(double minRelevance) {
        int left = relevance.admitted(hits.size(), minRelevance);
        return left == hits.size()
                ? this
                : new SearchResult(hits.subList(0, left), context, contextTokens, notices, relevance);
    }
}
