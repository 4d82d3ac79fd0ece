package dev.memoir;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to add turns to a memory, or to store texts verbatim as memories.
 *
 * @param scope the scope to write in
 * @param conversation the conversation that the turns belong to; by default the run's id, or
 *     {@value #DEFAULT_CONVERSATION}
 * @param turns the turns to store, in order, at least one
 * @param infer true: the turns are stored and facts are extracted from them; false: each text is stored verbatim as a
 *     memory
 * @param kind the kind of memories stored verbatim; {@code FACT} if {@code infer} is true
 * @param expiresAt the time from which memories stored verbatim are hidden, or null for never; null if {@code infer} is
 *     true
 * @param pinned whether memories stored verbatim are exempt from retention rules; false if {@code infer} is true
 * @param idempotencyKey the name of this request within its scope: it is carried out once, however often and from
 *     however many threads it is sent; null for none
 * @param instructions what to look for when facts are extracted from these turns, in addition to the memory's own
 *     instructions; null for nothing more, and if {@code infer} is false
 * @param awaitExtraction how long the add waits for facts to be extracted from the turns before it returns; null not to
 *     wait, and if {@code infer} is false
 */
public record AddRequest(
        Scope scope,
        String conversation,
        List<Turn> turns,
        boolean infer,
        MemoryKind kind,
        @Nullable Instant expiresAt,
        boolean pinned,
        @Nullable String idempotencyKey,
        @Nullable String instructions,
        @Nullable Duration awaitExtraction) {

    /** The conversation of turns that name none, in a scope without a run. */
    public static final String DEFAULT_CONVERSATION = "main";

    private static final String VERBATIM =
            "memories that are stored verbatim. Leave it out, or set infer(false); of an extracted fact it can be set"
                    + " with an update.";
    private static final String EXTRACTED =
            "turns that facts are extracted from. Leave it out, or do not set infer(false).";

    /**
     * Copies the turns.
     *
     * @throws InvalidInputException if there is no turn, the conversation or key is blank, or an option is set that
     *     would be ignored
     */
    public AddRequest {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(kind, "kind");
        conversation = TextRules.checked("The conversation", conversation);
        turns = List.copyOf(turns);
        if (turns.isEmpty()) {
            throw new InvalidInputException("There is nothing to add. Give at least one turn.");
        }
        if (idempotencyKey != null) {
            idempotencyKey = TextRules.checked("The idempotency key", idempotencyKey);
        }
        instructions = instructions == null || instructions.isBlank() ? null : StorableText.of(instructions.strip());
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
        if (infer) {
            rejectIf(kind != MemoryKind.FACT, "kind", VERBATIM);
            rejectIf(expiresAt != null, "expiresAt", VERBATIM);
            rejectIf(pinned, "pinned", VERBATIM);
        } else {
            rejectIf(instructions != null, "instructions", EXTRACTED);
            rejectIf(awaitExtraction != null, "awaitExtraction", EXTRACTED);
        }
    }

    private static void rejectIf(boolean set, String option, String applies) {
        if (set) {
            throw new InvalidInputException(
                    "The option " + option + " of an add would be ignored: it applies to " + applies);
        }
    }

    /**
     * {@return a builder for a request that extracts facts}
     *
     * @param scope the scope to write in
     */
    public static Builder builder(Scope scope) {
        return new Builder(scope);
    }

    /** Builds an {@link AddRequest}. Not thread-safe. */
    public static final class Builder {

        private final Scope scope;
        private final List<Turn> turns = new ArrayList<>();
        private @Nullable String conversation;
        private boolean infer = true;
        private MemoryKind kind = MemoryKind.FACT;
        private Map<String, Object> metadata = Map.of();
        private @Nullable Instant expiresAt;
        private @Nullable LocalDate lastDay;
        private @Nullable ZoneId zone;
        private boolean pinned;
        private @Nullable String idempotencyKey;
        private @Nullable String instructions;
        private @Nullable Duration awaitExtraction;

        private Builder(Scope scope) {
            this.scope = scope;
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
         * @param conversation the conversation, or null for the default: the run's id, or
         *     {@value AddRequest#DEFAULT_CONVERSATION}
         * @return this builder
         */
        public Builder conversation(@Nullable String conversation) {
            this.conversation = conversation;
            return this;
        }

        /**
         * Sets whether facts are extracted from the turns, which is the default.
         *
         * @param infer false to store each text verbatim as a memory, without any model but the embedder
         * @return this builder
         */
        public Builder infer(boolean infer) {
            this.infer = infer;
            return this;
        }

        /**
         * Sets the kind of memories stored verbatim.
         *
         * @param kind the kind, {@link MemoryKind#FACT} by default
         * @return this builder
         */
        public Builder kind(MemoryKind kind) {
            this.kind = kind;
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
         * Sets the time from which memories stored verbatim are hidden.
         *
         * @param expiresAt the time, or null for never
         * @return this builder
         */
        public Builder expiresAt(@Nullable Instant expiresAt) {
            this.expiresAt = expiresAt;
            this.lastDay = null;
            return this;
        }

        /**
         * Sets the last day on which memories stored verbatim are shown, in this request's time zone or, without one,
         * in UTC.
         *
         * @param lastDay the last day
         * @return this builder
         */
        public Builder expiresAfter(LocalDate lastDay) {
            this.expiresAt = null;
            this.lastDay = lastDay;
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
         * Sets whether memories stored verbatim are exempt from retention rules.
         *
         * @param pinned true to exempt them
         * @return this builder
         */
        public Builder pinned(boolean pinned) {
            this.pinned = pinned;
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
         * @throws InvalidInputException if there is no turn, the conversation or key is blank, or an option is set that
         *     would be ignored
         */
        public AddRequest build() {
            String run = scope.runId();
            String named = conversation != null ? conversation : run != null ? run : DEFAULT_CONVERSATION;
            return new AddRequest(
                    scope,
                    named,
                    turns.stream().map(this::withDefaults).toList(),
                    infer,
                    kind,
                    expiry(),
                    pinned,
                    idempotencyKey,
                    instructions,
                    awaitExtraction);
        }

        private @Nullable Instant expiry() {
            return lastDay == null
                    ? expiresAt
                    : lastDay.plusDays(1)
                            .atStartOfDay(zone == null ? ZoneOffset.UTC : zone)
                            .toInstant();
        }

        private Turn withDefaults(Turn turn) {
            if (metadata.isEmpty() && zone == null) {
                return turn;
            }
            Map<String, Object> both = new java.util.LinkedHashMap<>(metadata);
            both.putAll(turn.metadata().asMap());
            return new Turn(
                    turn.role(),
                    turn.origin(),
                    turn.speaker(),
                    turn.text(),
                    turn.saidAt(),
                    Metadata.from(both),
                    turn.zone() == null ? zone : turn.zone());
        }
    }
}
