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
 * What to remember.
 *
 * @param scope whose
 * @param conversation the conversation the turns belong to; by default the run's id, or {@value #DEFAULT_CONVERSATION}
 * @param turns what was said, in order, at least one
 * @param infer true: the turns are stored and facts are drawn from them; false: each text is stored verbatim as a memory
 * @param kind the kind of memories stored verbatim; {@code FACT} if {@code infer} is true
 * @param expiresAt from when memories stored verbatim are hidden, or null for never; null if {@code infer} is true
 * @param pinned whether no retention rule takes memories stored verbatim; false if {@code infer} is true
 * @param idempotencyKey names this request within its scope: however often and from however many threads it comes, it
 *     is carried out once; null for none
 * @param instructions what to look for when facts are drawn from these turns, beside what the memory was told to; or null,
 *     also if {@code infer} is false
 * @param awaitExtraction how long to wait for facts to be drawn from the turns before the add returns, or null not to wait, also
 *     if {@code infer} is false
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
            "memories that are stored verbatim. Leave it out, or set infer(false); of an extracted fact it can be set with"
                    + " an update.";
    private static final String EXTRACTED =
            "turns that facts are extracted from. Leave it out, or do not set infer(false).";

    /**
     * Copies the turns.
     *
     * @throws InvalidInputException if there is no turn, the conversation or key is blank, or an option is set that would
     *     be ignored
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
     * {@return a builder}
     *
     * @param scope whose
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
         * {@return this, with another turn}
         *
         * @param turn what was said
         */
        public Builder turn(Turn turn) {
            turns.add(turn);
            return this;
        }

        /**
         * {@return this, with more turns}
         *
         * @param turns what was said, in order
         */
        public Builder turns(List<Turn> turns) {
            this.turns.addAll(turns);
            return this;
        }

        /**
         * {@return this, with another turn of the user's}
         *
         * @param text the words
         */
        public Builder text(String text) {
            return turn(Turn.user(text));
        }

        /**
         * {@return this}
         *
         * @param conversation the conversation the turns belong to
         */
        public Builder conversation(@Nullable String conversation) {
            this.conversation = conversation;
            return this;
        }

        /**
         * {@return this}
         *
         * @param infer false to store each text verbatim as a memory, without any model but the embedder
         */
        public Builder infer(boolean infer) {
            this.infer = infer;
            return this;
        }

        /**
         * {@return this}
         *
         * @param kind the kind of memories stored verbatim
         */
        public Builder kind(MemoryKind kind) {
            this.kind = kind;
            return this;
        }

        /**
         * {@return this}
         *
         * @param metadata what to note beside every turn of this request, under the turn's own entries
         */
        public Builder metadata(Map<String, ?> metadata) {
            this.metadata = Map.copyOf(metadata);
            return this;
        }

        /**
         * {@return this}
         *
         * @param expiresAt from when memories stored verbatim are hidden
         */
        public Builder expiresAt(@Nullable Instant expiresAt) {
            this.expiresAt = expiresAt;
            this.lastDay = null;
            return this;
        }

        /**
         * {@return this}
         *
         * @param lastDay the last day on which memories stored verbatim are shown, in this request's zone or else in UTC
         */
        public Builder expiresAfter(LocalDate lastDay) {
            this.expiresAt = null;
            this.lastDay = lastDay;
            return this;
        }

        /**
         * {@return this} Without a zone here or on a turn, the memory's is meant.
         *
         * @param zone the time zone in which the turns of this request were said that name none themselves
         */
        public Builder zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * {@return this}
         *
         * @param pinned whether no retention rule takes memories stored verbatim
         */
        public Builder pinned(boolean pinned) {
            this.pinned = pinned;
            return this;
        }

        /**
         * {@return this}
         *
         * @param idempotencyKey names this request within its scope
         */
        public Builder idempotencyKey(@Nullable String idempotencyKey) {
            this.idempotencyKey = idempotencyKey;
            return this;
        }

        /**
         * {@return this}
         *
         * @param instructions what to look for when facts are drawn from these turns
         */
        public Builder instructions(@Nullable String instructions) {
            this.instructions = instructions;
            return this;
        }

        /**
         * {@return this} The turns are stored first, whatever becomes of the facts.
         *
         * @param patience how long to wait for facts to be drawn from these turns, and from those of their conversation that
         *     still wait, before the add returns; not longer if that fails
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
                    turns.stream().map(this::noted).toList(),
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

        private Turn noted(Turn turn) {
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
