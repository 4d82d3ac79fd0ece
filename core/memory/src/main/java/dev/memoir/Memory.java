// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is known: a fact, a preference, an event, a summary or a procedure. The parts are grouped; the methods
 * that return a single value are short for those of its group.
 *
 * @param id a UUID of version 7
 * @param scope the scope it was written with
 * @param content what it says
 * @param valid when it holds
 * @param provenance where it comes from
 * @param lineage the memories before and after it
 * @param lifecycle when it was recorded, changed and ended
 */
public record Memory(
        String id,
        Scope scope,
        MemoryContent content,
        Validity valid,
        Provenance provenance,
        Lineage lineage,
        Lifecycle lifecycle)
        implements MemoryItem {

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
        return new Builder(id, scope, text(), recordedAt())
                .kind(kind())
                .subject(subject())
                .attributedTo(attributedTo())
                .origin(origin())
                .entities(entities())
                .valid(valid)
                .updatedAt(updatedAt())
                .retractedAt(retractedAt())
                .supersedes(supersedes())
                .supersededBy(supersededBy())
                .expiresAt(expiresAt())
                .extractor(extractor())
                .suppressedAt(suppressedAt())
                .pinned(pinned())
                .metadata(metadata());
    }

    /** {@return the kind of memory} */
    public MemoryKind kind() {
        return content.kind();
    }

    @Override
    public String text() {
        return content.text();
    }

    /** {@return who or what it is about, or null if unknown} */
    public @Nullable String subject() {
        return content.subject();
    }

    /** {@return the names that it mentions, as they were said} */
    public List<String> entities() {
        return content.entities();
    }

    @Override
    public Metadata metadata() {
        return content.metadata();
    }

    /** {@return the speaker it is attributed to, or null if unknown} */
    public @Nullable String attributedTo() {
        return provenance.attributedTo();
    }

    /** {@return the origin of the turns it was extracted from; of several the least trusted} */
    public Origin origin() {
        return provenance.origin();
    }

    /** {@return the name and version of the extractor, or null if it was stored verbatim} */
    public @Nullable String extractor() {
        return provenance.extractor();
    }

    /** {@return the id of the memory that it replaced, or null} */
    public @Nullable String supersedes() {
        return lineage.supersedes();
    }

    /** {@return the id of the memory that replaced it, or null} */
    public @Nullable String supersededBy() {
        return lineage.supersededBy();
    }

    /** {@return when it was first recorded; an update keeps it} */
    public Instant recordedAt() {
        return lifecycle.recordedAt();
    }

    /** {@return when it last changed} */
    public Instant updatedAt() {
        return lifecycle.updatedAt();
    }

    /** {@return when it was deleted or found to be wrong; null while it is current} */
    public @Nullable Instant retractedAt() {
        return lifecycle.retractedAt();
    }

    /** {@return the time from which it is hidden, or null for never} */
    public @Nullable Instant expiresAt() {
        return lifecycle.expiresAt();
    }

    /** {@return the time since which it is hidden from recall, or null while it is not} */
    public @Nullable Instant suppressedAt() {
        return lifecycle.suppressedAt();
    }

    /** {@return whether it is exempt from retention rules} */
    public boolean pinned() {
        return lifecycle.pinned();
    }

    @Override
    public Instant at() {
        Instant from = valid.from();
        return from == null ? recordedAt() : from;
    }

    /** {@return whether it is neither retracted nor superseded} */
    public boolean current() {
        return retractedAt() == null && supersededBy() == null;
    }

    /**
     * {@return whether it has expired at a time and is hidden from search}
     *
     * @param now the reference instant
     */
    public boolean expired(Instant now) {
        Instant end = expiresAt();
        return end != null && !now.isBefore(end);
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
                    new MemoryContent(kind, text, subject, entities, metadata),
                    valid,
                    new Provenance(attributedTo, origin, extractor),
                    new Lineage(supersedes, supersededBy),
                    new Lifecycle(recordedAt, updatedAt, retractedAt, expiresAt, suppressedAt, pinned));
        }
    }
}
