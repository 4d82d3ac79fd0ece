package dev.memoir;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something known: a fact, a preference, an event, a summary, a procedure.
 *
 * @param id a UUID of version 7
 * @param scope the scope it was written with
 * @param kind what sort of thing it tells
 * @param text the words
 * @param subject who or what it is about, or null if unknown
 * @param attributedTo who said so, or null if unknown
 * @param origin where the words came from that it was drawn from; of several the least trusted
 * @param entities the names in it, as they were said
 * @param valid when it holds
 * @param recordedAt when it was first recorded; an update keeps it
 * @param updatedAt when it last changed
 * @param retractedAt when it was deleted or found to be wrong; null while it stands
 * @param supersedes the memory whose place it took, or null
 * @param supersededBy the memory that took its place, or null while none has
 * @param expiresAt from when it is hidden, or null for never
 * @param extractor what drew it from turns, name and version, or null if it was stored verbatim
 * @param suppressedAt since when it is hidden from recall, or null while it is not
 * @param pinned whether no retention rule takes it; it can still be deleted and forgotten
 * @param metadata what the application notes beside it
 */
public record Memory(
        String id,
        Scope scope,
        MemoryKind kind,
        String text,
        @Nullable String subject,
        @Nullable String attributedTo,
        Origin origin,
        List<String> entities,
        Validity valid,
        Instant recordedAt,
        Instant updatedAt,
        @Nullable Instant retractedAt,
        @Nullable String supersedes,
        @Nullable String supersededBy,
        @Nullable Instant expiresAt,
        @Nullable String extractor,
        @Nullable Instant suppressedAt,
        boolean pinned,
        Metadata metadata)
        implements MemoryItem {

    /** Copies the names. */
    public Memory {
        entities = List.copyOf(entities);
    }

    /**
     * {@return a builder of a fact that holds from an unknown time}
     *
     * @param id a UUID of version 7
     * @param scope whose
     * @param text the words
     * @param recordedAt when it is recorded
     */
    public static Builder builder(String id, Scope scope, String text, Instant recordedAt) {
        return new Builder(id, scope, text, recordedAt);
    }

    /** {@return a builder that has everything of this memory} */
    public Builder toBuilder() {
        return new Builder(id, scope, text, recordedAt)
                .kind(kind)
                .subject(subject)
                .attributedTo(attributedTo)
                .origin(origin)
                .entities(entities)
                .valid(valid)
                .updatedAt(updatedAt)
                .retractedAt(retractedAt)
                .supersedes(supersedes)
                .supersededBy(supersededBy)
                .expiresAt(expiresAt)
                .extractor(extractor)
                .suppressedAt(suppressedAt)
                .pinned(pinned)
                .metadata(metadata);
    }

    @Override
    public Instant at() {
        Instant from = valid.from();
        return from == null ? recordedAt : from;
    }

    /** {@return whether it stands: neither retracted nor superseded} */
    public boolean current() {
        return retractedAt == null && supersededBy == null;
    }

    /**
     * {@return whether it is hidden from a search at this time}
     *
     * @param now the reference instant
     */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Builds a {@link Memory}. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private final Scope scope;
        private final Instant recordedAt;
        private String text;
        private MemoryKind kind = MemoryKind.FACT;
        private @Nullable String subject;
        private @Nullable String attributedTo;
        private Origin origin = Origin.USER;
        private List<String> entities = List.of();
        private Validity valid = Validity.unknown();
        private Instant updatedAt;
        private @Nullable Instant retractedAt;
        private @Nullable String supersedes;
        private @Nullable String supersededBy;
        private @Nullable Instant expiresAt;
        private @Nullable String extractor;
        private @Nullable Instant suppressedAt;
        private boolean pinned;
        private Metadata metadata = Metadata.none();

        private Builder(String id, Scope scope, String text, Instant recordedAt) {
            this.id = id;
            this.scope = scope;
            this.text = text;
            this.recordedAt = recordedAt;
            this.updatedAt = recordedAt;
        }

        /**
         * {@return this}
         *
         * @param text the words
         */
        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /**
         * {@return this}
         *
         * @param kind what sort of thing it tells
         */
        public Builder kind(MemoryKind kind) {
            this.kind = kind;
            return this;
        }

        /**
         * {@return this}
         *
         * @param subject who or what it is about
         */
        public Builder subject(@Nullable String subject) {
            this.subject = subject;
            return this;
        }

        /**
         * {@return this}
         *
         * @param attributedTo who said so
         */
        public Builder attributedTo(@Nullable String attributedTo) {
            this.attributedTo = attributedTo;
            return this;
        }

        /**
         * {@return this}
         *
         * @param origin where the words came from
         */
        public Builder origin(Origin origin) {
            this.origin = origin;
            return this;
        }

        /**
         * {@return this}
         *
         * @param entities the names in it
         */
        public Builder entities(List<String> entities) {
            this.entities = entities;
            return this;
        }

        /**
         * {@return this}
         *
         * @param valid when it holds
         */
        public Builder valid(Validity valid) {
            this.valid = valid;
            return this;
        }

        /**
         * {@return this}
         *
         * @param updatedAt when it last changed
         */
        public Builder updatedAt(Instant updatedAt) {
            this.updatedAt = updatedAt;
            return this;
        }

        /**
         * {@return this}
         *
         * @param retractedAt when it was deleted or found to be wrong, or null
         */
        public Builder retractedAt(@Nullable Instant retractedAt) {
            this.retractedAt = retractedAt;
            return this;
        }

        /**
         * {@return this}
         *
         * @param supersedes the memory whose place it takes, or null
         */
        public Builder supersedes(@Nullable String supersedes) {
            this.supersedes = supersedes;
            return this;
        }

        /**
         * {@return this}
         *
         * @param supersededBy the memory that took its place, or null
         */
        public Builder supersededBy(@Nullable String supersededBy) {
            this.supersededBy = supersededBy;
            return this;
        }

        /**
         * {@return this}
         *
         * @param expiresAt from when it is hidden, or null
         */
        public Builder expiresAt(@Nullable Instant expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /**
         * {@return this}
         *
         * @param extractor what drew it from turns, or null
         */
        public Builder extractor(@Nullable String extractor) {
            this.extractor = extractor;
            return this;
        }

        /**
         * {@return this}
         *
         * @param suppressedAt since when it is hidden from recall, or null
         */
        public Builder suppressedAt(@Nullable Instant suppressedAt) {
            this.suppressedAt = suppressedAt;
            return this;
        }

        /**
         * {@return this}
         *
         * @param pinned whether no retention rule takes it
         */
        public Builder pinned(boolean pinned) {
            this.pinned = pinned;
            return this;
        }

        /**
         * {@return this}
         *
         * @param metadata what is noted beside it
         */
        public Builder metadata(Metadata metadata) {
            this.metadata = metadata;
            return this;
        }

        /** {@return the memory} */
        public Memory build() {
            return new Memory(
                    id,
                    scope,
                    kind,
                    text,
                    subject,
                    attributedTo,
                    origin,
                    entities,
                    valid,
                    recordedAt,
                    updatedAt,
                    retractedAt,
                    supersedes,
                    supersededBy,
                    expiresAt,
                    extractor,
                    suppressedAt,
                    pinned,
                    metadata);
        }
    }
}
