// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input of one fact extraction: turns, their context and related memories. The memory makes it; an application
 * builds one to test its extractor.
 *
 * <p>Immutable. Two requests are equal if all their parts are. {@link #toString()} contains no text.
 */
public final class ExtractionRequest {

    private final List<StoredTurn> before;
    private final List<StoredTurn> turns;
    private final List<Memory> known;
    private final @Nullable String instructions;

    private ExtractionRequest(Builder builder) {
        before = builder.before;
        turns = builder.turns;
        known = builder.known;
        instructions = builder.instructions;
    }

    /**
     * {@return a builder for a request without context}
     *
     * @param turns the pending turns of one conversation, in order
     */
    public static Builder builder(List<StoredTurn> turns) {
        return new Builder(turns);
    }

    /** {@return a builder with all parts of this request} */
    public Builder toBuilder() {
        return new Builder(turns).before(before).known(known).instructions(instructions);
    }

    /** {@return the turns just before the pending ones, in order, as context; no fact may come from them alone} */
    public List<StoredTurn> before() {
        return before;
    }

    /** {@return the pending turns of one conversation, in order, at least one} */
    public List<StoredTurn> turns() {
        return turns;
    }

    /** {@return the known facts most similar to the turns, which an update or delete may refer to} */
    public List<Memory> known() {
        return known;
    }

    /** {@return the caller's instructions for these turns, or null} */
    public @Nullable String instructions() {
        return instructions;
    }

    private List<@Nullable Object> options() {
        return Arrays.asList(before, turns, known, instructions);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtractionRequest that && options().equals(that.options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    @Override
    public String toString() {
        return "ExtractionRequest[before=" + before.size() + ", turns=" + turns.size() + ", known=" + known.size()
                + "]";
    }

    /** Builds an {@link ExtractionRequest}. Not thread-safe. */
    public static final class Builder {

        private final List<StoredTurn> turns;
        private List<StoredTurn> before = List.of();
        private List<Memory> known = List.of();
        private @Nullable String instructions;

        private Builder(List<StoredTurn> turns) {
            this.turns = List.copyOf(turns);
        }

        /**
         * Sets the context of the turns.
         *
         * @param before the turns just before the pending ones, in order
         * @return this builder
         */
        public Builder before(List<StoredTurn> before) {
            this.before = List.copyOf(before);
            return this;
        }

        /**
         * Sets the known facts that an update or delete may refer to.
         *
         * @param known the facts most similar to the turns
         * @return this builder
         */
        public Builder known(List<Memory> known) {
            this.known = List.copyOf(known);
            return this;
        }

        /**
         * Sets the caller's instructions for these turns.
         *
         * @param instructions the instructions, or null
         * @return this builder
         */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /** {@return the request} */
        public ExtractionRequest build() {
            return new ExtractionRequest(this);
        }
    }
}
