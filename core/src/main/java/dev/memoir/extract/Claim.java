package dev.memoir.extract;

import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an extractor says is so.
 *
 * @param kind what sort of thing it tells
 * @param text the claim: one statement, self-contained, in the third person and the user's language, with absolute dates
 * @param subject who or what it is about, or null if the extractor did not say
 * @param entities the names in it
 * @param valid when it holds
 * @param topic which of the topics to keep or leave out it belongs to, see {@link ExtractionSettings}; something else, or
 *     null, for none of them
 */
public record Claim(
        MemoryKind kind,
        String text,
        @Nullable String subject,
        List<String> entities,
        Validity valid,
        @Nullable String topic) {

    /** Copies the names. */
    public Claim {
        entities = List.copyOf(entities);
    }

    /**
     * A claim of no topic.
     *
     * @param kind what sort of thing it tells
     * @param text the claim
     * @param subject who or what it is about, or null
     * @param entities the names in it
     * @param valid when it holds
     */
    public Claim(MemoryKind kind, String text, @Nullable String subject, List<String> entities, Validity valid) {
        this(kind, text, subject, entities, valid, null);
    }
}
