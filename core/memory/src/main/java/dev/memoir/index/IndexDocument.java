// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.StorableText;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The indexed form of a turn or memory: enough to find it, not to show it.
 *
 * @param ref the turn or memory
 * @param scope its exact scope
 * @param text the text to match, preceded by the speaker's name if there is one
 * @param vector the embedding of that text, of length 1, or null if there is none yet
 * @param kind the kind of a memory, null for a turn
 * @param conversation the name of a turn's conversation, null for a memory
 * @param position the position of a turn, null for a memory
 * @param at the time that it refers to
 * @param expiresAt the time from which it is hidden, null for never
 * @param metadata the metadata that filters evaluate
 * @param links its subject, the names in it and its sources
 */
public record IndexDocument(
        ItemRef ref,
        Scope scope,
        String text,
        float @Nullable [] vector,
        @Nullable MemoryKind kind,
        @Nullable String conversation,
        @Nullable TurnPosition position,
        Instant at,
        @Nullable Instant expiresAt,
        Metadata metadata,
        ItemLinks links) {

    /** Makes the text {@linkplain StorableText storable}. */
    public IndexDocument {
        text = StorableText.of(text);
    }

    /**
     * {@return a copy with the given names and sources}
     *
     * @param entities the keys of the names in it
     * @param sources the positions of its source turns
     */
    public IndexDocument with(Set<String> entities, List<TurnPosition> sources) {
        return new IndexDocument(
                ref,
                scope,
                text,
                vector,
                kind,
                conversation,
                position,
                at,
                expiresAt,
                metadata,
                new ItemLinks(links.subject(), links.origin(), entities, sources));
    }

    /** {@return a copy without a vector, which is found by words alone} */
    public IndexDocument withoutVector() {
        return new IndexDocument(ref, scope, text, null, kind, conversation, position, at, expiresAt, metadata, links);
    }

    /** {@return the features of its text} */
    public TextFeatures features() {
        return TextFeatures.of(text);
    }

    /**
     * {@return the text by which a turn or memory is found and from which its embedding is computed}
     *
     * @param speaker the speaker of a turn, or null
     * @param text the text
     */
    public static String words(@Nullable String speaker, String text) {
        return speaker == null ? text : speaker + ": " + text;
    }
}
