package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * Which turns or memories to list. Things are listed in the order in which they were recorded; that order never changes,
 * so pages neither repeat nor skip what was there when the first was read.
 *
 * @param scope whose
 * @param conversation only turns of this conversation; null for all (ignored for memories)
 * @param filter only what it admits
 * @param limit at most so many on a page, 1 to {@value #MAX_LIMIT}
 * @param after the {@link Page#next()} of the page before, or null for the first
 * @param newestFirst whether the latest come first
 * @param includeExpired whether expired memories are listed
 * @param includePast whether memories are listed that were retracted or superseded
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

    /** The largest page. */
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
     * {@return a builder: everything that stands, oldest first, 100 to a page}
     *
     * @param scope whose
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
         * @param limit at most so many on a page, 1 to {@value ListRequest#MAX_LIMIT}
         */
        public Builder limit(int limit) {
            this.limit = limit;
            return this;
        }

        /**
         * {@return this}
         *
         * @param after the {@link Page#next()} of the page before
         */
        public Builder after(@Nullable String after) {
            this.after = after;
            return this;
        }

        /** {@return this, with the latest first} */
        public Builder newestFirst() {
            this.newestFirst = true;
            return this;
        }

        /** {@return this, with expired memories too} */
        public Builder includeExpired() {
            this.includeExpired = true;
            return this;
        }

        /** {@return this, with retracted and superseded memories too} */
        public Builder includePast() {
            this.includePast = true;
            return this;
        }

        /** {@return this, with the turns or memories that are hidden from recall, instead of all others} */
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
