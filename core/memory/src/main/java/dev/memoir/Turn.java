package dev.memoir;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One utterance, as it was said.
 *
 * @param role who takes part
 * @param origin where the words came from
 * @param speaker the speaker's name, or null if the role says enough
 * @param text the words, not blank, at most 4 Mi characters; NUL and unpaired surrogates are replaced by U+FFFD
 * @param saidAt when it was said, to the millisecond; null means when it is added
 * @param metadata what the application notes beside it
 * @param zone the time zone in which it was said, whose days "today" and "tomorrow" mean; null for the memory's zone
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
     * A turn in the memory's time zone.
     *
     * @param role who takes part
     * @param origin where the words came from
     * @param speaker the speaker's name, or null
     * @param text the words
     * @param saidAt when it was said, or null for when it is added
     * @param metadata what the application notes beside it
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
     * {@return what the user said}
     *
     * @param text the words
     */
    public static Turn user(String text) {
        return builder(Role.USER, text).build();
    }

    /**
     * {@return what the assistant answered}
     *
     * @param text the words
     */
    public static Turn assistant(String text) {
        return builder(Role.ASSISTANT, text).build();
    }

    /**
     * {@return a builder for a turn with a speaker, a time or metadata}
     *
     * @param role who takes part
     * @param text the words
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
         * {@return this}
         *
         * @param origin where the words came from, if they are not the role's own
         */
        public Builder origin(Origin origin) {
            this.origin = origin;
            return this;
        }

        /**
         * {@return this}
         *
         * @param speaker the speaker's name
         */
        public Builder speaker(@Nullable String speaker) {
            this.speaker = speaker;
            return this;
        }

        /**
         * {@return this}
         *
         * @param saidAt when it was said
         */
        public Builder saidAt(@Nullable Instant saidAt) {
            this.saidAt = saidAt;
            return this;
        }

        /**
         * {@return this}
         *
         * @param metadata what to note beside it; copied
         */
        public Builder metadata(Map<String, ? extends Object> metadata) {
            this.metadata = Metadata.from(metadata);
            return this;
        }

        /**
         * {@return this}
         *
         * @param zone the time zone in which it was said, or null for the memory's zone
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
