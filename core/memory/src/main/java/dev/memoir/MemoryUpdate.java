// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An update of a memory; what is not set is left unchanged.
 *
 * <p>Immutable. Two updates are equal if all their changes are. {@link #toString()} contains no text.
 */
public final class MemoryUpdate {

    private final @Nullable String text;
    private final @Nullable Metadata metadata;
    private final @Nullable Expiry expiry;
    private final @Nullable Boolean pinned;
    private final @Nullable String reason;

    private MemoryUpdate(Builder builder) {
        if (builder.text == null && builder.metadata == null && builder.expiry == null && builder.pinned == null) {
            throw new InvalidInputException(
                    "The update changes nothing. Give a text, metadata, an expiry, or whether it is pinned.");
        }
        text = builder.text == null ? null : TextRules.checked("The text of a memory", builder.text);
        metadata = builder.metadata;
        expiry = builder.expiry;
        pinned = builder.pinned;
        reason = builder.reason == null ? null : StorableText.of(builder.reason);
    }

    /**
     * The expiry of a memory.
     *
     * @param at the time from which the memory is hidden, or null for never
     */
    public record Expiry(@Nullable Instant at) {
        /** Truncates the time to milliseconds, as the ledger does. */
        public Expiry {
            at = at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** {@return a builder for an update that changes nothing yet} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return an update of the text}
     *
     * @param text the new text
     */
    public static MemoryUpdate text(String text) {
        return builder().text(text).build();
    }

    /**
     * {@return an update of the metadata}
     *
     * @param metadata the new metadata, replacing all of the old
     */
    public static MemoryUpdate metadata(Map<String, ?> metadata) {
        return builder().metadata(metadata).build();
    }

    /**
     * {@return an update of the expiry}
     *
     * @param at the time from which the memory is hidden, or null for never
     */
    public static MemoryUpdate expiresAt(@Nullable Instant at) {
        return builder().expiresAt(at).build();
    }

    /**
     * {@return an update of whether the memory is exempt from retention rules}
     *
     * @param pinned true to exempt it
     */
    public static MemoryUpdate pinned(boolean pinned) {
        return builder().pinned(pinned).build();
    }

    /**
     * {@return a copy of this update with a reason for the history}
     *
     * @param reason the reason
     */
    public MemoryUpdate withReason(String reason) {
        return toBuilder().reason(reason).build();
    }

    /** {@return a builder with all changes of this update} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** {@return the new text, or null to keep it} */
    public @Nullable String text() {
        return text;
    }

    /** {@return the new metadata, replacing all of the old, or null to keep it} */
    public @Nullable Metadata metadata() {
        return metadata;
    }

    /** {@return the new expiry, or null to keep it} */
    public @Nullable Expiry expiry() {
        return expiry;
    }

    /** {@return whether the memory is exempt from retention rules, or null to keep that} */
    public @Nullable Boolean pinned() {
        return pinned;
    }

    /** {@return the reason for the history, or null} */
    public @Nullable String reason() {
        return reason;
    }

    private List<@Nullable Object> options() {
        return Arrays.asList(text, metadata, expiry, pinned, reason);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemoryUpdate that && options().equals(that.options());
    }

    @Override
    public int hashCode() {
        return options().hashCode();
    }

    @Override
    public String toString() {
        return "MemoryUpdate[text=" + (text != null) + ", metadata=" + (metadata != null) + ", expiry=" + expiry
                + ", pinned=" + pinned + "]";
    }

    /** Builds a {@link MemoryUpdate}. Not thread-safe. */
    public static final class Builder {

        private @Nullable String text;
        private @Nullable Metadata metadata;
        private @Nullable Expiry expiry;
        private @Nullable Boolean pinned;
        private @Nullable String reason;

        private Builder() {}

        private Builder(MemoryUpdate update) {
            text = update.text;
            metadata = update.metadata;
            expiry = update.expiry;
            pinned = update.pinned;
            reason = update.reason;
        }

        /**
         * Sets the new text.
         *
         * @param text the text, or null to keep it
         * @return this builder
         */
        public Builder text(@Nullable String text) {
            this.text = text;
            return this;
        }

        /**
         * Sets the new metadata, replacing all of the old.
         *
         * @param metadata the entries, or null to keep them
         * @return this builder
         */
        public Builder metadata(@Nullable Map<String, ?> metadata) {
            this.metadata = metadata == null ? null : Metadata.from(metadata);
            return this;
        }

        /**
         * Sets the time from which the memory is hidden. Without this call the expiry is kept.
         *
         * @param at the time, or null for never
         * @return this builder
         */
        public Builder expiresAt(@Nullable Instant at) {
            this.expiry = new Expiry(at);
            return this;
        }

        /**
         * Sets whether the memory is exempt from retention rules.
         *
         * @param pinned true to exempt it, or null to keep that
         * @return this builder
         */
        public Builder pinned(@Nullable Boolean pinned) {
            this.pinned = pinned;
            return this;
        }

        /**
         * Sets the reason for the history.
         *
         * @param reason the reason, or null for none
         * @return this builder
         */
        public Builder reason(@Nullable String reason) {
            this.reason = reason;
            return this;
        }

        /**
         * {@return the update}
         *
         * @throws InvalidInputException if nothing is to change, or the text is blank or too long
         */
        public MemoryUpdate build() {
            return new MemoryUpdate(this);
        }
    }
}
