package dev.memoir;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change in a memory; what is not named stays.
 *
 * @param text the new words, or null to keep them
 * @param metadata the new metadata, replacing all of the old, or null to keep it
 * @param expiry the new expiry, or null to keep it
 * @param pinned whether no retention rule takes it, or null to keep that as it is
 * @param why the reason, for the history, or null
 */
public record MemoryUpdate(
        @Nullable String text,
        @Nullable Metadata metadata,
        @Nullable Expiry expiry,
        @Nullable Boolean pinned,
        @Nullable String why) {

    /**
     * Checks the text.
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
     * When a memory is hidden.
     *
     * @param at from when, or null for never
     */
    public record Expiry(@Nullable Instant at) {
        /** Keeps milliseconds, as the ledger does. */
        public Expiry {
            at = at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * {@return an update of the words}
     *
     * @param text the new words
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
     * @param at from when the memory is hidden, or null for never
     */
    public static MemoryUpdate expiresAt(@Nullable Instant at) {
        return new MemoryUpdate(null, null, new Expiry(at), null, null);
    }

    /**
     * {@return an update of whether retention rules pass the memory over}
     *
     * @param pinned true to keep it from them
     */
    public static MemoryUpdate pinned(boolean pinned) {
        return new MemoryUpdate(null, null, null, pinned, null);
    }

    /**
     * {@return this, with a reason for the history}
     *
     * @param why the reason
     */
    public MemoryUpdate because(String why) {
        return new MemoryUpdate(text, metadata, expiry, pinned, why);
    }
}
