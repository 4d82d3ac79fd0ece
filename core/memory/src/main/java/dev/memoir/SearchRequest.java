// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A search: the query, which items it may find, and how the hits are rendered for a prompt.
 *
 * <p>Immutable. Two requests are equal if all their options are. {@link #toString()} contains no query.
 */
public final class SearchRequest {

    /** The maximum limit. */
    public static final int MAX_LIMIT = 1000;

    /** The default number of hits: defaults that users of mem0 and LangChain4j know are between 3 and 20. */
    public static final int DEFAULT_LIMIT = 10;

    /** The default token budget of the context: the middle one of the budgets at which recall is measured. */
    public static final int DEFAULT_TOKEN_BUDGET = 1000;

    /**
     * The default maximum of turns of one conversation in the context: a guard against one long conversation that
     * crowds out all others, not a filter; the usual limit of hits is lower.
     */
    public static final int DEFAULT_MAX_TURNS_PER_CONVERSATION = 20;

    /**
     * The default minimum relevance. On the development conversations of LoCoMo and BEAM, contexts of foreign questions
     * shrink to half, and at most one point of the evidence in a default context of 10 hits is lost; 0.08 loses more
     * than that.
     */
    public static final double DEFAULT_MIN_RELEVANCE = 0.06;

    private final Scope scope;
    private final String query;
    private final int limit;
    private final double threshold;
    private final Set<ItemType> types;
    private final Set<MemoryKind> kinds;
    private final @Nullable String conversation;
    private final Filter filter;
    private final Set<String> excludeTexts;
    private final boolean includeExpired;
    private final int tokenBudget;
    private final @Nullable AsOf asOf;
    private final int maxTurnsPerConversation;
    private final @Nullable Boolean rerank;
    private final boolean explain;
    private final @Nullable ZoneId zone;
    private final double minRelevance;

    private SearchRequest(Builder builder) {
        scope = builder.scope;
        query = TextRules.query(builder.query);
        limit = builder.limit;
        threshold = builder.threshold;
        types = Set.copyOf(builder.types);
        kinds = Set.copyOf(builder.kinds);
        conversation = builder.conversation;
        filter = builder.filter;
        excludeTexts = builder.excludeTexts.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
        includeExpired = builder.includeExpired;
        tokenBudget = builder.tokenBudget;
        asOf = builder.asOf;
        maxTurnsPerConversation = builder.maxTurnsPerConversation;
        rerank = builder.rerank;
        explain = builder.explain;
        zone = builder.zone;
        minRelevance = builder.minRelevance;
        checkRanges();
    }

    private void checkRanges() {
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
                    "The minimum relevance of a search is " + minRelevance + "; it must be at least 0 and below 1.");
        }
    }

    /**
     * {@return a builder for a request with {@value #DEFAULT_LIMIT} hits of turns and memories, and
     * {@value #DEFAULT_TOKEN_BUDGET} tokens}
     *
     * @param scope the scope to search
     * @param query the question or message to find turns and memories for
     */
    public static Builder builder(Scope scope, String query) {
        return new Builder(scope, query);
    }

    /** {@return a builder with all options of this request} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the scope to search, see {@link Scope#covers}} */
    public Scope scope() {
        return scope;
    }

    /**
     * {@return the question or message to find turns and memories for, trimmed; of a text above 16,384 characters
     * its beginning and its end}
     */
    public String query() {
        return query;
    }

    /** {@return the maximum number of hits, 0 to {@value #MAX_LIMIT}} */
    public int limit() {
        return limit;
    }

    /** {@return the minimum score of a hit, 0 to 1} */
    public double threshold() {
        return threshold;
    }

    /** {@return turns, memories or both} */
    public Set<ItemType> types() {
        return types;
    }

    /**
     * {@return the kinds of memories that are found; empty for all} Turns have no kind and are not affected.
     */
    public Set<MemoryKind> kinds() {
        return kinds;
    }

    /**
     * {@return the conversation whose turns are found, or null for all} Memories are not affected.
     */
    public @Nullable String conversation() {
        return conversation;
    }

    /** {@return the filter that admits items} */
    public Filter filter() {
        return filter;
    }

    /**
     * {@return texts that need not be recalled, because the prompt contains them anyway: hits with the same text,
     * apart from surrounding white space, are left out before the limit applies}
     */
    public Set<String> excludeTexts() {
        return excludeTexts;
    }

    /** {@return whether expired memories are found} */
    public boolean includeExpired() {
        return includeExpired;
    }

    /** {@return the maximum number of tokens (cl100k) of {@link SearchResult#context()}, 0 for no context} */
    public int tokenBudget() {
        return tokenBudget;
    }

    /**
     * {@return the point in the past to search at, or null for the present} A search of the past finds only
     * memories, as far as {@link #types()} includes them: turns do not change.
     */
    public @Nullable AsOf asOf() {
        return asOf;
    }

    /**
     * {@return the maximum number of turns of one conversation in the context, at least 1; the hits are not
     * affected}
     */
    public int maxTurnsPerConversation() {
        return maxTurnsPerConversation;
    }

    /** {@return whether the memory's reranker reorders the best hits; null to rerank if the memory has a reranker} */
    public @Nullable Boolean rerank() {
        return rerank;
    }

    /** {@return whether every hit lists each signal's share of its score} */
    public boolean explain() {
        return explain;
    }

    /**
     * {@return the time zone in which the query is asked, which decides what "yesterday" means; null for the
     * memory's zone}
     */
    public @Nullable ZoneId zone() {
        return zone;
    }

    /**
     * {@return the minimum {@linkplain Relevance#probability() probability} that the memory holds what is asked
     * for, below which there is no context, 0 to below 1; above it the context grows as {@link Relevance#share}
     * defines} 0 always fills the budget.
     */
    public double minRelevance() {
        return minRelevance;
    }

    private List<@Nullable Object> options() {
        return Arrays.asList(
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SearchRequest that && options().equals(that.options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    @Override
    public String toString() {
        return "SearchRequest[scope=" + scope + ", limit=" + limit + ", types=" + types + ", tokenBudget=" + tokenBudget
                + ", asOf=" + asOf + "]";
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
            this.scope = Objects.requireNonNull(scope, "scope");
            this.query = query;
        }

        private Builder(SearchRequest request) {
            scope = request.scope;
            query = request.query;
            limit = request.limit;
            threshold = request.threshold;
            types = request.types;
            kinds = request.kinds;
            conversation = request.conversation;
            filter = request.filter;
            excludeTexts = request.excludeTexts;
            includeExpired = request.includeExpired;
            tokenBudget = request.tokenBudget;
            asOf = request.asOf;
            maxTurnsPerConversation = request.maxTurnsPerConversation;
            rerank = request.rerank;
            explain = request.explain;
            zone = request.zone;
            minRelevance = request.minRelevance;
        }

        /**
         * Sets the maximum number of hits.
         *
         * @param limit the maximum, 0 to {@value SearchRequest#MAX_LIMIT}
         * @return this builder
         */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /**
         * Sets the minimum score of a hit.
         *
         * @param threshold the minimum score, 0 to 1
         * @return this builder
         */
        public Builder threshold(double threshold) {
            this.threshold = threshold;
            return this;
        }

        /**
         * Restricts the search to turns or to memories.
         *
         * @param types turns, memories or both
         * @return this builder
         */
        public Builder types(ItemType... types) {
            this.types = Set.of(types);
            return this;
        }

        /**
         * Restricts the memories found to some kinds. Turns have no kind and are not affected.
         *
         * @param kinds the kinds; none for all
         * @return this builder
         */
        public Builder kinds(MemoryKind... kinds) {
            this.kinds = Set.of(kinds);
            return this;
        }

        /**
         * Restricts the turns found to one conversation. Memories are not affected.
         *
         * @param conversation the conversation, or null for all
         * @return this builder
         */
        public Builder conversation(@Nullable String conversation) {
            this.conversation = conversation;
            return this;
        }

        /**
         * Restricts the search to items that a filter admits.
         *
         * @param filter the filter
         * @return this builder
         */
        public Builder filter(Filter filter) {
            this.filter = filter;
            return this;
        }

        /**
         * Excludes texts that the prompt contains anyway, such as the query itself.
         *
         * @param texts the texts
         * @return this builder
         */
        public Builder excludeTexts(Collection<String> texts) {
            this.excludeTexts = Set.copyOf(texts);
            return this;
        }

        /**
         * Finds expired memories too.
         *
         * @return this builder
         */
        public Builder includeExpired() {
            this.includeExpired = true;
            return this;
        }

        /**
         * Sets the maximum number of tokens of the rendered context.
         *
         * @param tokenBudget the maximum, 0 for no context
         * @return this builder
         */
        public Builder tokenBudget(int tokenBudget) {
            this.tokenBudget = tokenBudget;
            return this;
        }

        /**
         * Searches the past.
         *
         * @param asOf the point in the past, or null for the present
         * @return this builder
         */
        public Builder asOf(@Nullable AsOf asOf) {
            this.asOf = asOf;
            return this;
        }

        /**
         * Sets the maximum number of turns of one conversation in the context.
         *
         * @param turns the maximum, at least 1
         * @return this builder
         */
        public Builder maxTurnsPerConversation(int turns) {
            this.maxTurnsPerConversation = turns;
            return this;
        }

        /**
         * Sets whether the memory's reranker, if it has one, reorders the best hits, which is the default.
         *
         * @param rerank false not to rerank
         * @return this builder
         */
        public Builder rerank(boolean rerank) {
            this.rerank = rerank;
            return this;
        }

        /**
         * Explains each hit's score.
         *
         * @return this builder
         */
        public Builder explain() {
            this.explain = true;
            return this;
        }

        /**
         * Sets the time zone in which the query is asked. Items without a zone of their own are dated in it too.
         *
         * @param zone the time zone, or null for the memory's
         * @return this builder
         */
        public Builder zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * Sets the minimum probability that the memory holds what is asked for, below which there is no context.
         *
         * @param minRelevance the minimum, 0 to below 1; 0 to render a context always
         * @return this builder
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
            return new SearchRequest(this);
        }
    }
}
