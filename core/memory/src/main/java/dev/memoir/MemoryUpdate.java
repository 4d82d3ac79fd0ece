package dev.memoir;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An update of a memory; null values are left unchanged.
 *
 * @param text the new text, or null to keep it
 * @param metadata the new metadata, replacing all of the old, or null to keep it
 * @param expiry the new expiry, or null to keep it
 * @param pinned whether the memory is exempt from retention rules, or null to keep that
 * @param why the reason for the history, or null
 */
public record MemoryUpdate(
        @Nullable String text,
        @Nullable Metadata metadata,
        @Nullable Expiry expiry,
        @Nullable Boolean pinned,
        @Nullable String why) {

    /**
     * Checks that something changes, and the text.
     *
     * @throws InvalidInputException if nothing is to change, or the text is blank or too long
     */
    public MemoryUpdate {
        if (text == null && metadata == null && expiry == null && pinned == null) {
            throw new InvalidInputException(
                    "The update changes nothing. Give a text, metadata, an expiry, or whether it is pinned.");
        }
        text = text == null ? null : TextRules.checked("The text of a memory", text);
        why = why == null ? null : StorableText.of(why);
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

    /**
     * {@return an update of the text}
     *
     * @param text the new text
     */
    public static MemoryUpdate text(String text) {
        return new MemoryUpdate(text, null, null, null, null);
    }

    /**
     * {@return an update of the metadata}
     *
     * @param metadata the new metadata, replacing all of the old
     */
    public static MemoryUpdate metadata(Map<String, ?> metadata) {
        return new MemoryUpdate(null, Metadata.from(metadata), null, null, null);
    }

    /**
     * {@return an update of the expiry}
     *
     * @param at the time from which the memory is hidden, or null for never
     */
    public static MemoryUpdate expiresAt(@Nullable Instant at) {
        return new MemoryUpdate(null, null, new Expiry(at), null, null);
    }

    /**
     * {@return an update of whether the memory is exempt from retention rules}
     *
     * @param pinned true to exempt it
     */
    public static MemoryUpdate pinned(boolean pinned) {
        return new MemoryUpdate(null, null, null, pinned, null);
    }

    /**
     * {@return this update, with a reason for the history}
     *
     * @param why the reason
     */
    public MemoryUpdate because(String why) {
        return new MemoryUpdate(text, metadata, expiry, pinned, why);
    }
}
