package dev.memoir;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known: a fact, a preference, an event, a summary or a procedure.
 *
 * @param id a UUID of version 7
 * @param scope the scope it was written with
 * @param kind the kind of memory
 * @param text the text
 * @param subject who or what it is about, or null if unknown
 * @param attributedTo the speaker it is attributed to, or null if unknown
 * @param origin the origin of the turns it was extracted from; of several the least trusted
 * @param entities the names that it mentions, as they were said
 * @param valid when it holds
 * @param recordedAt when it was first recorded; an update keeps it
 * @param updatedAt when it last changed
 * @param retractedAt when it was deleted or found to be wrong; null while it is current
 * @param supersedes the id of the memory that it replaced, or null
 * @param supersededBy the id of the memory that replaced it, or null
 * @param expiresAt the time from which it is hidden, or null for never
 * @param extractor the name and version of the extractor that extracted it from turns, or null if it was stored
 *     verbatim
 * @param suppressedAt the time since which it is hidden from recall, or null while it is not
 * @param pinned whether it is exempt from retention rules; it can still be deleted and forgotten
 * @param metadata the application's metadata
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
     * {@return a builder for a fact that holds since an unknown time}
     *
     * @param id a UUID of version 7
     * @param scope the scope to write in
     * @param text the text
     * @param recordedAt when it is recorded
     */
    public static Builder builder(String id, Scope scope, String text, Instant recordedAt) {
        return new Builder(id, scope, text, recordedAt);
    }

    /** {@return a builder with all values of this memory} */
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

    /** {@return whether it is neither retracted nor superseded} */
    public boolean current() {
        return retractedAt == null && supersededBy == null;
    }

    /**
     * {@return whether it has expired at a time and is hidden from search}
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
         * Sets the text.
         *
         * @param text the text
         * @return this builder
         */
        public Builder text(String text) {
            this.text = text;
            return this;
        }

        /**
         * Sets the kind.
         *
         * @param kind the kind of memory
         * @return this builder
         */
        public Builder kind(MemoryKind kind) {
            this.kind = kind;
            return this;
        }

        /**
         * Sets the subject.
         *
         * @param subject who or what it is about, or null if unknown
         * @return this builder
         */
        public Builder subject(@Nullable String subject) {
            this.subject = subject;
            return this;
        }

        /**
         * Sets the speaker.
         *
         * @param attributedTo the speaker it is attributed to, or null if unknown
         * @return this builder
         */
        public Builder attributedTo(@Nullable String attributedTo) {
            this.attributedTo = attributedTo;
            return this;
        }

        /**
         * Sets the origin of its text.
         *
         * @param origin the origin
         * @return this builder
         */
        public Builder origin(Origin origin) {
            this.origin = origin;
            return this;
        }

        /**
         * Sets the names that it mentions.
         *
         * @param entities the names, as they were said
         * @return this builder
         */
        public Builder entities(List<String> entities) {
            this.entities = entities;
            return this;
        }

        /**
         * Sets when it holds.
         *
         * @param valid the validity
         * @return this builder
         */
        public Builder valid(Validity valid) {
            this.valid = valid;
            return this;
        }

        /**
         * Sets when it last changed.
         *
         * @param updatedAt the time
         * @return this builder
         */
        public Builder updatedAt(Instant updatedAt) {
            this.updatedAt = updatedAt;
            return this;
        }

        /**
         * Sets when it was deleted or found to be wrong.
         *
         * @param retractedAt the time, or null while it is current
         * @return this builder
         */
        public Builder retractedAt(@Nullable Instant retractedAt) {
            this.retractedAt = retractedAt;
            return this;
        }

        /**
         * Sets the memory that it replaced.
         *
         * @param supersedes the id of that memory, or null
         * @return this builder
         */
        public Builder supersedes(@Nullable String supersedes) {
            this.supersedes = supersedes;
            return this;
        }

        /**
         * Sets the memory that replaced it.
         *
         * @param supersededBy the id of that memory, or null
         * @return this builder
         */
        public Builder supersededBy(@Nullable String supersededBy) {
            this.supersededBy = supersededBy;
            return this;
        }

        /**
         * Sets the time from which it is hidden.
         *
         * @param expiresAt the time, or null for never
         * @return this builder
         */
        public Builder expiresAt(@Nullable Instant expiresAt) {
            this.expiresAt = expiresAt;
            return this;
        }

        /**
         * Sets the extractor that extracted it from turns.
         *
         * @param extractor the name and version, or null if it was stored verbatim
         * @return this builder
         */
        public Builder extractor(@Nullable String extractor) {
            this.extractor = extractor;
            return this;
        }

        /**
         * Sets the time since which it is hidden from recall.
         *
         * @param suppressedAt the time, or null while it is not
         * @return this builder
         */
        public Builder suppressedAt(@Nullable Instant suppressedAt) {
            this.suppressedAt = suppressedAt;
            return this;
        }

        /**
         * Sets whether it is exempt from retention rules.
         *
         * @param pinned true to exempt it
         * @return this builder
         */
        public Builder pinned(boolean pinned) {
            this.pinned = pinned;
            return this;
        }

        /**
         * Sets the metadata.
         *
         * @param metadata the application's metadata
         * @return this builder
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
