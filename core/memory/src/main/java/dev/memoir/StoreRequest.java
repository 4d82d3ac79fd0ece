// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to store texts verbatim as memories. No model but the embedder is asked, and no conversation is involved;
 * {@link AddRequest} adds turns, from which facts are extracted.
 *
 * <p>Immutable. Two requests are equal if all their options are. {@link #toString()} contains no text to store.
 */
public final class StoreRequest {

    private final Scope scope;
    private final List<Turn> turns;
    private final MemoryKind kind;
    private final @Nullable String subject;
    private final @Nullable Instant expiresAt;
    private final boolean pinned;
    private final @Nullable String idempotencyKey;

    private StoreRequest(Builder builder) {
        scope = builder.scope;
        turns = TurnDefaults.apply(builder.metadata, builder.zone, builder.turns);
        if (turns.isEmpty()) {
            throw new InvalidInputException("There is nothing to store. Give at least one text.");
        }
        kind = builder.kind;
        String about = builder.subject;
        subject = about == null || about.isBlank() ? null : StorableText.of(about.strip());
        Instant end = builder.expiry();
        expiresAt = end == null ? null : end.truncatedTo(ChronoUnit.MILLIS);
        pinned = builder.pinned;
        idempotencyKey = TextRules.idempotencyKey(builder.idempotencyKey);
    }

    /**
     * {@return a builder for a request that stores facts that never expire}
     *
     * @param scope the scope to write in
     */
    public static Builder builder(Scope scope) {
        return new Builder(scope);
    }

    /** {@return the scope to write in} */
    public Scope scope() {
        return scope;
    }

    /**
     * {@return the texts to store, in order, at least one} Each becomes a memory that is attributed to the turn's
     * speaker, has its origin and metadata, and holds since it was said.
     */
    public List<Turn> turns() {
        return turns;
    }

    /** {@return the kind of the memories} */
    public MemoryKind kind() {
        return kind;
    }

    /** {@return who or what the memories are about, or null if unknown} */
    public @Nullable String subject() {
        return subject;
    }

    /** {@return the time from which the memories are hidden, or null for never} */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** {@return whether the memories are exempt from retention rules} */
    public boolean pinned() {
        return pinned;
    }

    /**
     * {@return the name of this request within its scope, or null for none} The request is carried out once, however
     * often and from however many threads it is sent.
     */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    private List<@Nullable Object> options() {
        return Arrays.asList(scope, turns, kind, subject, expiresAt, pinned, idempotencyKey);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoreRequest that && options().equals(that.options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    @Override
    public String toString() {
        return "StoreRequest[scope=" + scope + ", turns=" + turns.size() + ", kind=" + kind + ", expiresAt=" + expiresAt
                + ", pinned=" + pinned + ", idempotencyKey=" + idempotencyKey + "]";
    }

    /** Builds a {@link StoreRequest}. Not thread-safe. */
    public static final class Builder {

        private final Scope scope;
        private final List<Turn> turns = new ArrayList<>();
        private MemoryKind kind = MemoryKind.FACT;
        private @Nullable String subject;
        private Map<String, Object> metadata = Map.of();
        private @Nullable Instant expiresAt;
        private @Nullable LocalDate lastDay;
        private @Nullable ZoneId zone;
        private boolean pinned;
        private @Nullable String idempotencyKey;

        private Builder(Scope scope) {
            this.scope = Objects.requireNonNull(scope, "scope");
        }

        /**
         * Adds a text of the user that holds from now on.
         *
         * @param text the text to store
         * @return this builder
         */
        public Builder text(String text) {
            return turn(Turn.user(text));
        }

        /**
         * Adds the text of a turn, which is not stored itself. The memory is attributed to its speaker, has its origin
         * and metadata, and holds since it was said.
         *
         * @param turn the text to store, who said it and when
         * @return this builder
         */
        public Builder turn(Turn turn) {
            turns.add(turn);
            return this;
        }

        /**
         * Adds the texts of turns, see {@link #turn}.
         *
         * @param turns the texts to store, in order
         * @return this builder
         */
        public Builder turns(List<Turn> turns) {
            this.turns.addAll(turns);
            return this;
        }

        /**
         * Sets the kind of the memories.
         *
         * @param kind the kind, {@link MemoryKind#FACT} by default
         * @return this builder
         */
        public Builder kind(MemoryKind kind) {
            this.kind = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /**
         * Sets who or what the memories are about.
         *
         * @param subject the name, or null if unknown
         * @return this builder
         */
        public Builder subject(@Nullable String subject) {
            this.subject = subject;
            return this;
        }

        /**
         * Sets metadata for every memory of this request. A turn's own entries take precedence.
         *
         * @param metadata the entries
         * @return this builder
         */
        public Builder metadata(Map<String, ?> metadata) {
            this.metadata = Map.copyOf(metadata);
            return this;
        }

        /**
         * Sets the time from which the memories are hidden.
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
         * Sets the last day on which the memories are shown, in this request's time zone or, without one, in UTC.
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
         * Sets the time zone of {@link #expiresAfter} and of the texts of this request that have none. Without a zone
         * here or on a turn, the memory's applies to a text.
         *
         * @param zone the time zone, or null for none
         * @return this builder
         */
        public Builder zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * Sets whether the memories are exempt from retention rules.
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

        private @Nullable Instant expiry() {
            return lastDay == null
                    ? expiresAt
                    : lastDay.plusDays(1)
                            .atStartOfDay(zone == null ? ZoneOffset.UTC : zone)
                            .toInstant();
        }

        /**
         * {@return the request}
         *
         * @throws InvalidInputException if there is no text, or the key is blank
         */
        public StoreRequest build() {
            return new StoreRequest(this);
        }
    }
}
