// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to add turns of a conversation. Facts are extracted from them in the background, if the memory has a
 * language model. {@link StoreRequest} stores texts as memories instead.
 *
 * <p>Immutable. Two requests are equal if all their options are. {@link #toString()} contains no text of a turn.
 */
public final class AddRequest {

    /** The conversation of turns that name none, in a scope without a run. */
    public static final String DEFAULT_CONVERSATION = "main";

    private final Scope scope;
    private final String conversation;
    private final List<Turn> turns;
    private final @Nullable String idempotencyKey;
    private final @Nullable String instructions;
    private final @Nullable Duration awaitExtraction;

    private AddRequest(Builder builder) {
        scope = builder.scope;
        conversation = builder.conversation == null
                ? defaultConversation(scope)
                : TextRules.checked("The conversation", builder.conversation);
        turns = TurnDefaults.apply(builder.metadata, builder.zone, builder.turns);
        if (turns.isEmpty()) {
            throw new InvalidInputException("There is nothing to add. Give at least one turn.");
        }
        idempotencyKey = TextRules.idempotencyKey(builder.idempotencyKey);
        String about = builder.instructions;
        instructions = about == null || about.isBlank() ? null : StorableText.of(about.strip());
        awaitExtraction = builder.awaitExtraction;
    }

    /**
     * {@return a builder for a request that does not wait for facts}
     *
     * @param scope the scope to write in
     */
    public static Builder builder(Scope scope) {
        return new Builder(scope);
    }

    /**
     * {@return the conversation of turns that name none: the run's id, or {@value #DEFAULT_CONVERSATION}}
     *
     * @param scope the scope to write in
     */
    public static String defaultConversation(Scope scope) {
        String run = scope.runId();
        return run == null ? DEFAULT_CONVERSATION : run;
    }

    /** {@return the scope to write in} */
    public Scope scope() {
        return scope;
    }

    /** {@return the conversation that the turns belong to} */
    public String conversation() {
        return conversation;
    }

    /** {@return the turns to store, in order, at least one} */
    public List<Turn> turns() {
        return turns;
    }

    /**
     * {@return the name of this request within its scope, or null for none} The request is carried out once, however
     * often and from however many threads it is sent.
     */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    /**
     * {@return what to look for when facts are extracted from these turns, in addition to the memory's own
     * instructions; null for nothing more}
     */
    public @Nullable String instructions() {
        return instructions;
    }

    /** {@return how long the add waits for facts from the turns before it returns, or null not to wait} */
    public @Nullable Duration awaitExtraction() {
        return awaitExtraction;
    }

    private List<@Nullable Object> options() {
        return Arrays.asList(scope, conversation, turns, idempotencyKey, instructions, awaitExtraction);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddRequest that && options().equals(that.options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    @Override
    public String toString() {
        return "AddRequest[scope=" + scope + ", conversation=" + conversation + ", turns=" + turns.size()
                + ", idempotencyKey=" + idempotencyKey + ", awaitExtraction=" + awaitExtraction + "]";
    }

    /** Builds an {@link AddRequest}. Not thread-safe. */
    public static final class Builder {

        private final Scope scope;
        private final List<Turn> turns = new ArrayList<>();
        private @Nullable String conversation;
        private Map<String, Object> metadata = Map.of();
        private @Nullable ZoneId zone;
        private @Nullable String idempotencyKey;
        private @Nullable String instructions;
        private @Nullable Duration awaitExtraction;

        private Builder(Scope scope) {
            this.scope = Objects.requireNonNull(scope, "scope");
        }

        /**
         * Adds a turn.
         *
         * @param turn the turn to store
         * @return this builder
         */
        public Builder turn(Turn turn) {
            turns.add(turn);
            return this;
        }

        /**
         * Adds turns.
         *
         * @param turns the turns to store, in order
         * @return this builder
         */
        public Builder turns(List<Turn> turns) {
            this.turns.addAll(turns);
            return this;
        }

        /**
         * Adds a turn of the user.
         *
         * @param text the text of the turn
         * @return this builder
         */
        public Builder text(String text) {
            return turn(Turn.user(text));
        }

        /**
         * Sets the conversation that the turns belong to.
         *
         * @param conversation the conversation, or null for the {@linkplain #defaultConversation(Scope) default}
         * @return this builder
         */
        public Builder conversation(@Nullable String conversation) {
            this.conversation = conversation;
            return this;
        }

        /**
         * Sets metadata for every turn of this request. A turn's own entries take precedence.
         *
         * @param metadata the entries
         * @return this builder
         */
        public Builder metadata(Map<String, ?> metadata) {
            this.metadata = Map.copyOf(metadata);
            return this;
        }

        /**
         * Sets the time zone of the turns of this request that have none. Without a zone here or on a turn, the
         * memory's applies.
         *
         * @param zone the time zone, or null for the memory's
         * @return this builder
         */
        public Builder zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * Names this request within its scope, so that it is carried out once.
         *
         * @param idempotencyKey the key, or null for none
         * @return this builder
         */
        public Builder idempotencyKey(@Nullable String idempotencyKey) {
            this.idempotencyKey = idempotencyKey;
            return this;
        }

        /**
         * Sets what to look for when facts are extracted from these turns, in addition to the memory's own
         * instructions.
         *
         * @param instructions the instructions, or null for none
         * @return this builder
         */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /**
         * Sets how long the add waits for facts to be extracted before it returns. The turns are stored first, whatever
         * happens to the facts; if the extraction fails, the wait ends.
         *
         * @param patience how long to wait for facts from these turns and from pending turns of their conversation, or
         *     null not to wait
         * @return this builder
         */
        public Builder awaitExtraction(@Nullable Duration patience) {
            this.awaitExtraction = patience;
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws InvalidInputException if there is no turn, or the conversation or key is blank
         */
        public AddRequest build() {
            return new AddRequest(this);
        }
    }
}
