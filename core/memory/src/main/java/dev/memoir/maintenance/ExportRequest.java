// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request for an export. Immutable; two requests are equal if all their options are. */
public final class ExportRequest {

    private final @Nullable Scope scope;
    private final boolean vectors;

    private ExportRequest(Builder builder) {
        scope = builder.scope;
        vectors = builder.vectors;
    }

    /** {@return a request for everything of all users, without vectors} */
    public static ExportRequest everything() {
        return builder().build();
    }

    /**
     * {@return a request for what a scope reads, without vectors}
     *
     * @param scope the scope to export
     */
    public static ExportRequest of(Scope scope) {
        return builder().scope(scope).build();
    }

    /** {@return a builder for an export of everything of all users, without vectors} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the scope to export, or null for everything of all users} */
    public @Nullable Scope scope() {
        return scope;
    }

    /** {@return whether embeddings are exported too} */
    public boolean vectors() {
        return vectors;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExportRequest that && Objects.equals(scope, that.scope) && vectors == that.vectors;
    }

    @Override
    public int hashCode() {
        return Objects.hash(scope, vectors);
    }

    @Override
    public String toString() {
        return "ExportRequest[scope=" + scope + ", vectors=" + vectors + "]";
    }

    /** Builds an {@link ExportRequest}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Scope scope;
        private boolean vectors;

        private Builder() {}

        /**
         * Sets the scope to export.
         *
         * @param scope the scope, or null for everything of all users
         * @return this builder
         */
        public Builder scope(@Nullable Scope scope) {
            this.scope = scope;
            return this;
        }

        /**
         * Sets whether embeddings are exported too: an import then needs no embedder, and the file is some ten times
         * larger.
         *
         * @param vectors true to export them
         * @return this builder
         */
        public Builder vectors(boolean vectors) {
            this.vectors = vectors;
            return this;
        }

        /** {@return the request} */
        public ExportRequest build() {
            return new ExportRequest(this);
        }
    }
}
