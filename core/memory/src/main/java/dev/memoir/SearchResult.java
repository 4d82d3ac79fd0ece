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
        List<Hit> hits, String context, int contextTokens, List<String> notices, Relevance relevance) {

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

    /**
     * One thing recalled.
     *
     * @param item the turn or memory
     * @param score 0 to 1, higher is better; it does not depend on what else matched
     * @param explanation each signal's share of the score, which add up to it; empty unless asked for
     * @param coveredBy the ids of the items whose lines in the {@linkplain SearchResult#context() context} state this one: its
     *     own id if it has a line; another's if that says the same words, is extracted from it or is its source; empty if the
     *     context does not state it
     * @param contextStatus whether the context states it, and if not, why not
     */
    public record Hit(
            MemoryItem item,
            double score,
            List<SignalShare> explanation,
            List<String> coveredBy,
            ContextStatus contextStatus) {

        /**
         * Copies the lists.
         *
         * @throws InvalidInputException if the status says that the context states the item, and no line does, or the reverse
         */
        public Hit {
            explanation = List.copyOf(explanation);
            coveredBy = List.copyOf(coveredBy);
            if (contextStatus.inContext() == coveredBy.isEmpty()) {
                throw new InvalidInputException("A hit that is " + contextStatus + " cannot be covered by " + coveredBy
                        + ". Give the ids of lines exactly if the context states it.");
            }
        }

        /**
         * Creates a hit that is not in a context.
         *
         * @param item the turn or memory
         * @param score 0 to 1, higher is better
         * @param explanation each signal's share of the score
         */
        public Hit(MemoryItem item, double score, List<SignalShare> explanation) {
            this(item, score, explanation, List.of(), ContextStatus.NO_CONTEXT);
        }

        /**
         * {@return this, covered by lines of a context}
         *
         * @param itemIds the ids of the items whose lines state it, at least one
         */
        public Hit coveredBy(List<String> itemIds) {
            ContextStatus status = itemIds.contains(item.id()) ? ContextStatus.OWN_LINE : ContextStatus.OTHER_LINES;
            return new Hit(item, score, explanation, itemIds, status);
        }

        /**
         * {@return this, not stated by a context}
         *
         * @param reason why not
         */
        public Hit leftOut(ContextStatus reason) {
            return new Hit(item, score, explanation, List.of(), reason);
        }

        /** {@return whether the context states it, by a line of its own or of another item} */
        public boolean inContext() {
            return contextStatus.inContext();
        }
    }

    /**
     * What one signal gave to a score.
     *
     * @param signal its name: {@code dense} (meaning), {@code keyword} (words), {@code neighbours}, {@code answer},
     *     {@code surroundings}, {@code conversation}, {@code subject}, {@code statement}, {@code role}, {@code opening},
     *     {@code time}, {@code recency}, {@code facts}. A search of the past has {@code dense} and
     *     {@code keyword} alone
     * @param value what the signal measured, 0 to 1
     * @param share what that added to the score
     */
    public record SignalShare(String signal, double value, double share) {}
}
