// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to list turns or memories. Items are listed in the order in which they were recorded; that order never
 * changes, so pages neither repeat nor skip items that existed when the first page was read.
 *
 * <p>Immutable. Two requests are equal if all their options are.
 */
public final class ListRequest {

    /** The largest page size. */
    public static final int MAX_LIMIT = 1000;

    private final Scope scope;
    private final @Nullable String conversation;
    private final Filter filter;
    private final int limit;
    private final @Nullable String after;
    private final boolean newestFirst;
    private final boolean includeExpired;
    private final boolean includePast;
    private final boolean onlySuppressed;

    private ListRequest(Builder builder) {
        scope = builder.scope;
        conversation = builder.conversation;
        filter = builder.filter;
        limit = builder.limit;
        after = builder.after;
        newestFirst = builder.newestFirst;
        includeExpired = builder.includeExpired;
        includePast = builder.includePast;
        onlySuppressed = builder.onlySuppressed;
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

    /** {@return a builder with all options of this request, for example for the next page} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the scope to read} */
    public Scope scope() {
        return scope;
    }

    /** {@return the conversation whose turns are listed, or null for all; memories are not affected} */
    public @Nullable String conversation() {
        return conversation;
    }

    /** {@return the filter that admits items} */
    public Filter filter() {
        return filter;
    }

    /** {@return the maximum number of items on a page, 1 to {@value #MAX_LIMIT}} */
    public int limit() {
        return limit;
    }

    /** {@return the {@link Page#next()} of the previous page, or null for the first} */
    public @Nullable String after() {
        return after;
    }

    /** {@return whether the latest items come first} */
    public boolean newestFirst() {
        return newestFirst;
    }

    /** {@return whether expired memories are listed} */
    public boolean includeExpired() {
        return includeExpired;
    }

    /** {@return whether retracted and superseded memories are listed} */
    public boolean includePast() {
        return includePast;
    }

    /** {@return whether suppressed turns and memories are listed, instead of all others} */
    public boolean onlySuppressed() {
        return onlySuppressed;
    }

    private List<@Nullable Object> options() {
        return Arrays.asList(
                scope, conversation, filter, limit, after, newestFirst, includeExpired, includePast, onlySuppressed);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ListRequest that && options().equals(that.options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    @Override
    public String toString() {
        return "ListRequest[scope=" + scope + ", conversation=" + conversation + ", filter=" + filter + ", limit="
                + limit + ", after=" + after + ", newestFirst=" + newestFirst + ", includeExpired=" + includeExpired
                + ", includePast=" + includePast + ", onlySuppressed=" + onlySuppressed + "]";
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
            this.scope = Objects.requireNonNull(scope, "scope");
        }

        private Builder(ListRequest request) {
            scope = request.scope;
            conversation = request.conversation;
            filter = request.filter;
            limit = request.limit;
            after = request.after;
            newestFirst = request.newestFirst;
            includeExpired = request.includeExpired;
            includePast = request.includePast;
            onlySuppressed = request.onlySuppressed;
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
            return new ListRequest(this);
        }
    }
}
