package dev.memoir;

import java.time.ZoneId;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What to recall.
 *
 * @param scope whose memory, see {@link Scope#covers}
 * @param query what is asked, trimmed; of a text above 16,384 characters its beginning and its end
 * @param limit at most so many hits, 0 to {@value #MAX_LIMIT}
 * @param threshold the least score of a hit, 0 to 1
 * @param types turns, memories or both
 * @param kinds only memories of these kinds; empty for all. Turns have no kind and are not affected
 * @param conversation only turns of this conversation; null for all. Memories are not affected
 * @param filter only what it admits
 * @param excludeTexts texts that need no recalling, because the prompt shows them anyway: hits with the same words, white space
 *     around them aside, are left out before the limit
 * @param includeExpired whether expired memories are found
 * @param tokenBudget the most tokens (of cl100k) that {@link SearchResult#context()} takes, 0 for no context
 * @param asOf the past that is meant; null for the present. Of the past only memories are found, as far as {@code types} has them: the turns are what they were
 * @param maxTurnsPerConversation the maximum number of turns of one conversation in the context, at least 1; the hits are
 *     not affected
 * @param rerank whether the best hits are put in order by the memory's reranker; null if it has one
 * @param explain whether every hit tells each signal's share of its score
 * @param zone the time zone in which the question is asked, whose days "yesterday" means; null for the memory's zone
 * @param minRelevance the least {@linkplain Relevance#probability() probability} that something fits, for there to be a context,
 *     0 to below 1; the context grows from there as {@link Relevance#share} says. 0 for all that fits the budget, always
 */
public record SearchRequest(
        Scope scope,
        String query,
        int limit,
        double threshold,
        Set<ItemType> types,
        Set<MemoryKind> kinds,
        @Nullable String conversation,
        Filter filter,
        Set<String> excludeTexts,
        boolean includeExpired,
        int tokenBudget,
        @Nullable AsOf asOf,
        int maxTurnsPerConversation,
        @Nullable Boolean rerank,
        boolean explain,
        @Nullable ZoneId zone,
        double minRelevance) {

    /** The largest limit. */
    public static final int MAX_LIMIT = 1000;

    /** Hits, if not said otherwise: what mem0 and LangChain4j users get elsewhere lies between 3 and 20. */
    public static final int DEFAULT_LIMIT = 10;

    /** Tokens of context, if not said otherwise: the middle one of the budgets that recall is measured at. */
    public static final int DEFAULT_TOKEN_BUDGET = 1000;

    /**
     * Turns of one conversation in the context, if not said otherwise: a guard against one long conversation that crowds out
     * all others, not a filter; the usual limit of hits lies below.
     */
    public static final int DEFAULT_MAX_TURNS_PER_CONVERSATION = 20;

    /**
     * The least relevance, if not said otherwise. On LoCoMo's and BEAM's development conversations contexts of foreign questions
     * shrink to half, and at most one point of the evidence in a default context of 10 hits is lost; 0.08 loses more than that.
     */
    public static final double DEFAULT_MIN_RELEVANCE = 0.06;

    /**
     * Checks the query and the ranges.
     *
     * @throws InvalidInputException if the query is blank or a number is out of range
     */
    public SearchRequest {
        query = TextRules.query(query);
        if (limit < 0 || limit > MAX_LIMIT) {
            throw new InvalidInputException(
                    "The limit of a search is " + limit + "; it must be between 0 and " + MAX_LIMIT + ".");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new InvalidInputException(
                    "The threshold of a search is " + threshold + "; scores lie between 0 and 1.");
        }
        if (tokenBudget < 0) {
            throw new InvalidInputException("The token budget is " + tokenBudget + "; it cannot be negative.");
        }
        if (maxTurnsPerConversation < 1) {
            throw new InvalidInputException("The turns of one conversation in the context are limited to "
                    + maxTurnsPerConversation + "; allow at least one.");
        }
        if (!(minRelevance >= 0 && minRelevance < 1)) {
            throw new InvalidInputException(
                    "The least relevance of a search is " + minRelevance + "; it must be at least 0 and below 1.");
        }
        types = Set.copyOf(types);
        kinds = Set.copyOf(kinds);
        excludeTexts = excludeTexts.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * {@return a builder: turns and memories, {@value #DEFAULT_LIMIT} hits, {@value #DEFAULT_TOKEN_BUDGET} tokens}
     *
     * @param scope whose memory
     * @param query what is asked
     */
    public static Builder builder(Scope scope, String query) {
        return new Builder(scope, query);
    }

    /**
     * {@return this request with a time zone: its own, or else the given one}
     *
     * @param zone the zone of a question that has none
     */
    public SearchRequest withDefaultZone(ZoneId zone) {
        return this.zone != null
                ? this
                : new SearchRequest(
                        scope,
                        query,
                        limit,
                        threshold,
                        types,
                        kinds,
                        conversation,
                        filter,
                        excludeTexts,
                        includeExpired,
                        tokenBudget,
                        asOf,
                        maxTurnsPerConversation,
                        rerank,
                        explain,
                        zone,
                        minRelevance);
    }

    /** Builds a {@link SearchRequest}. Not thread-safe. */
    public static final class Builder {

        private final Scope scope;
        private final String query;
        private int limit = DEFAULT_LIMIT;
        private double threshold;
        private Set<ItemType> types = Set.of(ItemType.values());
        private Set<MemoryKind> kinds = Set.of();
        private @Nullable String conversation;
        private Filter filter = Filter.all();
        private Set<String> excludeTexts = Set.of();
        private boolean includeExpired;
        private int tokenBudget = DEFAULT_TOKEN_BUDGET;
        private @Nullable AsOf asOf;
        private int maxTurnsPerConversation = DEFAULT_MAX_TURNS_PER_CONVERSATION;
        private @Nullable Boolean rerank;
        private boolean explain;
        private @Nullable ZoneId zone;
        private double minRelevance = DEFAULT_MIN_RELEVANCE;

        private Builder(Scope scope, String query) {
            this.scope = scope;
            this.query = query;
        }

        /**
         * {@return this}
         *
         * @param limit at most so many hits
         */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /**
         * {@return this}
         *
         * @param threshold the least score of a hit, 0 to 1
         */
        public Builder threshold(double threshold) {
            this.threshold = threshold;
            return this;
        }

        /**
         * {@return this}
         *
         * @param types turns, memories or both
         */
        public Builder types(ItemType... types) {
            this.types = Set.of(types);
            return this;
        }

        /**
         * {@return this}
         *
         * @param kinds only memories of these kinds
         */
        public Builder kinds(MemoryKind... kinds) {
            this.kinds = Set.of(kinds);
            return this;
        }

        /**
         * {@return this}
         *
         * @param conversation only turns of this conversation
         */
        public Builder conversation(@Nullable String conversation) {
            this.conversation = conversation;
            return this;
        }

        /**
         * {@return this}
         *
         * @param filter only what it admits
         */
        public Builder filter(Filter filter) {
            this.filter = filter;
            return this;
        }

        /**
         * {@return this}
         *
         * @param texts texts that the prompt shows anyway, such as the question itself
         */
        public Builder excludeTexts(Collection<String> texts) {
            this.excludeTexts = Set.copyOf(texts);
            return this;
        }

        /** {@return this, with expired memories too} */
        public Builder includeExpired() {
            this.includeExpired = true;
            return this;
        }

        /**
         * {@return this}
         *
         * @param tokenBudget the most tokens that the rendered context takes
         */
        public Builder tokenBudget(int tokenBudget) {
            this.tokenBudget = tokenBudget;
            return this;
        }

        /**
         * {@return this}
         *
         * @param asOf the past that is meant, or null for the present
         */
        public Builder asOf(@Nullable AsOf asOf) {
            this.asOf = asOf;
            return this;
        }

        /**
         * {@return this}
         *
         * @param turns the maximum number of turns of one conversation in the context, at least 1
         */
        public Builder maxTurnsPerConversation(int turns) {
            this.maxTurnsPerConversation = turns;
            return this;
        }

        /**
         * {@return this}
         *
         * @param rerank whether the best hits are put in order by the memory's reranker, if it has one; without a word here
         *     they are
         */
        public Builder rerank(boolean rerank) {
            this.rerank = rerank;
            return this;
        }

        /** {@return this, with each hit's score explained} */
        public Builder explain() {
            this.explain = true;
            return this;
        }

        /**
         * {@return this} Also the dates of what was said without a zone are told in it.
         *
         * @param zone the time zone in which the question is asked, or null for the memory's zone
         */
        public Builder zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * {@return this}
         *
         * @param minRelevance the least probability that something fits, for there to be a context: 0 to below 1, 0 for always
         */
        public Builder minRelevance(double minRelevance) {
            this.minRelevance = minRelevance;
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws InvalidInputException if the query is blank or a number is out of range
         */
        public SearchRequest build() {
            return new SearchRequest(
                    scope,
                    query,
                    limit,
                    threshold,
                    types,
                    kinds,
                    conversation,
                    filter,
                    excludeTexts,
                    includeExpired,
                    tokenBudget,
                    asOf,
                    maxTurnsPerConversation,
                    rerank,
                    explain,
                    zone,
                    minRelevance);
        }
    }
}
