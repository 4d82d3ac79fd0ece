// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.InvalidInputException;
import dev.memoir.Page;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to list the users, agents or runs of a memory, or the combinations of them that items were written with.
 * Immutable.
 */
public final class ScopeListRequest {

    /** The largest page size. */
    public static final int MAX_LIMIT = 1000;

    private final Set<ScopePart> parts;
    private final @Nullable String userId;
    private final @Nullable String agentId;
    private final @Nullable String runId;
    private final int limit;
    private final @Nullable String after;

    private ScopeListRequest(Builder builder) {
        parts = Set.copyOf(builder.parts);
        userId = builder.userId;
        agentId = builder.agentId;
        runId = builder.runId;
        limit = builder.limit;
        after = builder.after;
    }

    /** {@return a builder for a request that lists all scopes, 100 to a page} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder with all values of this request} */
    public Builder toBuilder() {
        Builder builder = new Builder()
                .userId(userId)
                .agentId(agentId)
                .runId(runId)
                .limit(limit)
                .after(after);
        builder.parts = EnumSet.copyOf(parts);
        return builder;
    }

    /** {@return the parts by which items are grouped; items without any of them are left out} */
    public Set<ScopePart> parts() {
        return parts;
    }

    /** {@return the only user whose items count, or "" for items without a user; null for all} */
    public @Nullable String userId() {
        return userId;
    }

    /** {@return the only agent whose items count; null for all} */
    public @Nullable String agentId() {
        return agentId;
    }

    /** {@return the only run whose items count; null for all} */
    public @Nullable String runId() {
        return runId;
    }

    /** {@return the maximum number of entries on a page, 1 to {@value #MAX_LIMIT}} */
    public int limit() {
        return limit;
    }

    /** {@return the {@link Page#next()} of the previous page, or null for the first} */
    public @Nullable String after() {
        return after;
    }

    /** Builds a {@link ScopeListRequest}. Not thread-safe. */
    public static final class Builder {

        private Set<ScopePart> parts = EnumSet.allOf(ScopePart.class);
        private @Nullable String userId;
        private @Nullable String agentId;
        private @Nullable String runId;
        private int limit = 100;
        private @Nullable String after;

        private Builder() {}

        /**
         * Sets the parts by which items are grouped.
         *
         * @param first a part, such as {@link ScopePart#USER} to list the users
         * @param more further parts
         * @return this builder
         */
        public Builder groupBy(ScopePart first, ScopePart... more) {
            parts = EnumSet.of(first, more);
            return this;
        }

        /**
         * Counts only the items of a user.
         *
         * @param userId the user, or "" for items without a user; null for all
         * @return this builder
         */
        public Builder userId(@Nullable String userId) {
            this.userId = userId;
            return this;
        }

        /**
         * Counts only the items of an agent.
         *
         * @param agentId the agent, or null for all
         * @return this builder
         */
        public Builder agentId(@Nullable String agentId) {
            this.agentId = agentId;
            return this;
        }

        /**
         * Counts only the items of a run.
         *
         * @param runId the run, or null for all
         * @return this builder
         */
        public Builder runId(@Nullable String runId) {
            this.runId = runId;
            return this;
        }

        /**
         * Sets the page size.
         *
         * @param limit the maximum number of entries on a page, 1 to {@value ScopeListRequest#MAX_LIMIT}
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
         * {@return the request}
         *
         * @throws InvalidInputException if the limit is out of range
         */
        public ScopeListRequest build() {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new InvalidInputException(
                        "The limit of a page is " + limit + "; it must be between 1 and " + MAX_LIMIT + ".");
            }
            return new ScopeListRequest(this);
        }
    }
}
