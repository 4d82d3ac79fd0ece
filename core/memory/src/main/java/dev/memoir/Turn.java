// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One utterance of a conversation, as it was said.
 *
 * @param role the role of the speaker
 * @param origin where the text came from
 * @param speaker the speaker's name, or null if the role is enough
 * @param text the text, not blank, at most 4 Mi characters; NUL and unpaired surrogates are replaced by U+FFFD
 * @param saidAt when it was said, to the millisecond; null for the time at which it is added
 * @param metadata the application's metadata
 * @param zone the time zone in which it was said, which decides what "today" and "tomorrow" mean; null for the memory's
 *     zone
 */
public record Turn(
        Role role,
        Origin origin,
        @Nullable String speaker,
        String text,
        @Nullable Instant saidAt,
        Metadata metadata,
        @Nullable ZoneId zone) {

    /**
     * Checks the text.
     *
     * @throws InvalidInputException if the text is blank or too long
     */
    public Turn {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(metadata, "metadata");
        text = TextRules.checked("The text of a turn", text);
        speaker = speaker == null || speaker.isBlank() ? null : StorableText.of(speaker.strip());
        saidAt = saidAt == null ? null : saidAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Creates a turn in the memory's time zone.
     *
     * @param role the role of the speaker
     * @param origin where the text came from
     * @param speaker the speaker's name, or null
     * @param text the text
     * @param saidAt when it was said, or null for the time at which it is added
     * @param metadata the application's metadata
     */
    public Turn(
            Role role,
            Origin origin,
            @Nullable String speaker,
            String text,
            @Nullable Instant saidAt,
            Metadata metadata) {
        this(role, origin, speaker, text, saidAt, metadata, null);
    }

    /**
     * {@return a turn of the user}
     *
     * @param text the text
     */
    public static Turn user(String text) {
        return builder(Role.USER, text).build();
    }

    /**
     * {@return a turn of the assistant}
     *
     * @param text the text
     */
    public static Turn assistant(String text) {
        return builder(Role.ASSISTANT, text).build();
    }

    /**
     * {@return a builder for a turn with a speaker, a time or metadata}
     *
     * @param role the role of the speaker
     * @param text the text
     */
    public static Builder builder(Role role, String text) {
        return new Builder(role, text);
    }

    /** Builds a {@link Turn}. Not thread-safe. */
    public static final class Builder {

        private final Role role;
        private final String text;
        private Origin origin;
        private @Nullable String speaker;
        private @Nullable Instant saidAt;
        private Metadata metadata = Metadata.none();
        private @Nullable ZoneId zone;

        private Builder(Role role, String text) {
            this.role = role;
            this.text = text;
            this.origin = Origin.of(role);
        }

        /**
         * Sets where the text came from, if not from the speaker.
         *
         * @param origin the origin, by default that of the role's own words
         * @return this builder
         */
        public Builder origin(Origin origin) {
            this.origin = origin;
            return this;
        }

        /**
         * Sets the speaker's name.
         *
         * @param speaker the name, or null if the role is enough
         * @return this builder
         */
        public Builder speaker(@Nullable String speaker) {
            this.speaker = speaker;
            return this;
        }

        /**
         * Sets when the turn was said.
         *
         * @param saidAt the time, or null for the time at which it is added
         * @return this builder
         */
        public Builder saidAt(@Nullable Instant saidAt) {
            this.saidAt = saidAt;
            return this;
        }

        /**
         * Sets the metadata.
         *
         * @param metadata the entries; copied
         * @return this builder
         */
        public Builder metadata(Map<String, ? extends Object> metadata) {
            this.metadata = Metadata.from(metadata);
            return this;
        }

        /**
         * Sets the time zone in which the turn was said.
         *
         * @param zone the time zone, or null for the memory's
         * @return this builder
         */
        public Builder zone(@Nullable ZoneId zone) {
            this.zone = zone;
            return this;
        }

        /**
         * {@return the turn}
         *
         * @throws InvalidInputException if the text is blank or too long
         */
        public Turn build() {
            return new Turn(role, origin, speaker, text, saidAt, metadata, zone);
        }
    }
}
