// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.embed.Embedder;
import dev.memoir.index.MemoryIndexFactory;
import org.jspecify.annotations.Nullable;

/** A request to change the embedder or the index of a memory, or to rebuild the index. Immutable. */
public final class ReindexRequest {

    private final @Nullable Embedder embedder;
    private final @Nullable MemoryIndexFactory index;
    private final boolean dropVectors;

    private ReindexRequest(Builder builder) {
        embedder = builder.embedder;
        index = builder.index;
        dropVectors = builder.dropVectors;
    }

    /** {@return a request to rebuild the index from the ledger} */
    public static ReindexRequest rebuild() {
        return builder().build();
    }

    /**
     * {@return a request to change the embedder} The application must use the new embedder when it opens the memory the
     * next time.
     *
     * @param embedder the new embedder
     */
    public static ReindexRequest to(Embedder embedder) {
        return builder().embedder(embedder).build();
    }

    /** {@return a builder for a request to rebuild the index from the ledger} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the new embedder, which the memory does not close; null to keep the present one} */
    public @Nullable Embedder embedder() {
        return embedder;
    }

    /**
     * {@return what opens the new, empty index, which the memory closes; null for an index at the memory's own
     * location}
     */
    public @Nullable MemoryIndexFactory index() {
        return index;
    }

    /** {@return whether the vectors of the replaced embedder are destroyed} */
    public boolean dropVectors() {
        return dropVectors;
    }

    /** Builds a {@link ReindexRequest}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Embedder embedder;
        private @Nullable MemoryIndexFactory index;
        private boolean dropVectors;

        private Builder() {}

        /**
         * Sets the new embedder. The application must use it when it opens the memory the next time.
         *
         * @param embedder the embedder, which the memory does not close; null to keep the present one
         * @return this builder
         */
        public Builder embedder(@Nullable Embedder embedder) {
            this.embedder = embedder;
            return this;
        }

        /**
         * Sets an index of the application. The application must use it when it opens the memory the next time.
         *
         * @param index opens the new, empty index in another folder, table or collection; null for an index at the
         *     memory's own location
         * @return this builder
         */
        public Builder index(@Nullable MemoryIndexFactory index) {
            this.index = index;
            return this;
        }

        /**
         * Sets whether to destroy the vectors of the replaced embedder. If they are kept, going back requires no new
         * embeddings.
         *
         * @param dropVectors true to destroy them
         * @return this builder
         */
        public Builder dropVectors(boolean dropVectors) {
            this.dropVectors = dropVectors;
            return this;
        }

        /** {@return the request} */
        public ReindexRequest build() {
            return new ReindexRequest(this);
        }
    }
}
