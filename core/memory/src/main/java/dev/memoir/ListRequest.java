package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * A request to list turns or memories. Items are listed in the order in which they were recorded; that order never
 * changes, so pages neither repeat nor skip items that existed when the first page was read.
 *
 * @param scope the scope to read
 * @param conversation only turns of this conversation; null for all (ignored for memories)
 * @param filter only items that this filter admits
 * @param limit the maximum number of items on a page, 1 to {@value #MAX_LIMIT}
 * @param after the {@link Page#next()} of the previous page, or null for the first
 * @param newestFirst whether the latest items come first
 * @param includeExpired whether expired memories are listed
 * @param includePast whether retracted and superseded memories are listed
 * @param onlySuppressed whether suppressed turns and memories are listed, instead of all others
 */
public record ListRequest(
        Scope scope,
        @Nullable String conversation,
        Filter filter,
        int limit,
        @Nullable String after,
        boolean newestFirst,
        boolean includeExpired,
        boolean includePast,
        boolean onlySuppressed) {

    /** The largest page size. */
    public static final int MAX_LIMIT = 1000;

    /**
     * Checks the limit.
     *
     * @throws InvalidInputException if the limit is out of range
     */
    public ListRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException(
                    "The limit of a page is " + limit + "; it must be between 1 and " + MAX_LIMIT + ".");
        }
    }

    /**
     * {@return a builder for a request that lists all current items, oldest first, 100 to a page}
     *
     * @param scope the scope to read
     */
    public static Builder builder(Scope scope) {
        return new Builder(scope);
    }

    /** Builds a {@link ListRequest}. Not thread-safe. */
    public static final class Builder {

        private final Scope scope;
        private @Nullable String conversation;
        private Filter filter = Filter.all();
        private int limit = 100;
        private @Nullable String after;
        private boolean newestFirst;
        private boolean includeExpired;
        private boolean includePast;
        private boolean onlySuppressed;

        private Builder(Scope scope) {
            this.scope = scope;
        }

        /**
         * Restricts the listing to turns of one conversation.
         *
         * @param conversation the conversation, or null for all
         * @return this builder
         */
        public Builder conversation(@Nullable String conversation) {
            this.conversation = conversation;
            return this;
        }

        /**
         * Restricts the listing to items that a filter admits.
         *
         * @param filter the filter
         * @return this builder
         */
        public Builder filter(Filter filter) {
            this.filter = filter;
            return this;
        }

        /**
         * Sets the page size.
         *
         * @param limit the maximum number of items on a page, 1 to {@value ListRequest#MAX_LIMIT}
         * @return this builder
         */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /**
         * Continues a listing.
         *
         * @param after the {@link Page#next()} of the previous page, or null for the first
         * @return this builder
         */
        public Builder after(@Nullable String after) {
            this.after = after;
            return this;
        }

        /**
         * Lists the latest items first.
         *
         * @return this builder
         */
        public Builder newestFirst() {
            this.newestFirst = true;
            return this;
        }

        /**
         * Lists expired memories too.
         *
         * @return this builder
         */
        public Builder includeExpired() {
            this.includeExpired = true;
            return this;
        }

        /**
         * Lists retracted and superseded memories too.
         *
         * @return this builder
         */
        public Builder includePast() {
            this.includePast = true;
            return this;
        }

        /**
         * Lists the turns and memories that are hidden from recall, instead of all others.
         *
         * @return this builder
         */
        public Builder onlySuppressed() {
            this.onlySuppressed = true;
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws InvalidInputException if the limit is out of range
         */
        public ListRequest build() {
            return new ListRequest(
                    scope,
                    conversation,
                    filter,
                    limit,
                    after,
                    newestFirst,
                    includeExpired,
                    includePast,
                    onlySuppressed);
        }
    }
}
