// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that an extractor proposes to remember.
 *
 * @param kind the kind of memory
 * @param text the claim: one statement, self-contained, in the third person and the user's language, with absolute
 *     dates
 * @param subject the person or thing that the claim is about, or null if the extractor did not name one
 * @param entities the names that occur in the claim
 * @param valid when the claim holds
 * @param topic the topic of {@link ExtractionSettings} (included or excluded) that the claim belongs to; any other
 *     text, or null, for none of them
 */
public record Claim(
        MemoryKind kind,
        String text,
        @Nullable String subject,
        List<String> entities,
        Validity valid,
        @Nullable String topic) {

    /** Copies the list of names. */
    public Claim {
        entities = List.copyOf(entities);
    }

    /**
     * Creates a claim without a topic.
     *
     * @param kind the kind of memory
     * @param text the claim
     * @param subject the person or thing that the claim is about, or null
     * @param entities the names that occur in the claim
     * @param valid when the claim holds
     */
    public Claim(MemoryKind kind, String text, @Nullable String subject, List<String> entities, Validity valid) {
        this(kind, text, subject, entities, valid, null);
    }
}
