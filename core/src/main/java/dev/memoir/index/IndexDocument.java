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
 * What an index knows of a turn or memory: enough to find it, nothing to show.
 *
 * @param ref which
 * @param scope the scope it was written with
 * @param text the words to find it by, the speaker's name first if there is one
 * @param vector the embedding of that text, of length 1, or null while there is none
 * @param kind a memory's kind, null for a turn
 * @param conversation the name of a turn's conversation, null for a memory
 * @param position a turn's place, null for a memory
 * @param at the time it tells of
 * @param expiresAt from when it is hidden, null for never
 * @param metadata what filters look at
 * @param relations whose it is, what it names, where it comes from
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
        ItemLinks relations) {

    /** Makes the text {@linkplain StorableText storable}. */
    public IndexDocument {
        text = StorableText.of(text);
    }

    /**
     * {@return this, with what it names and what it was drawn from}
     *
     * @param entities the keys of the names in it
     * @param sources the places of the turns
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
                new ItemLinks(relations.subject(), relations.origin(), entities, sources));
    }

    /** {@return this, as it is found by words alone} */
    public IndexDocument withoutVector() {
        return new IndexDocument(
                ref, scope, text, null, kind, conversation, position, at, expiresAt, metadata, relations);
    }

    /** {@return how it is said} */
    public TextFeatures manner() {
        return TextFeatures.of(text);
    }

    /**
     * {@return the words that a turn or memory is found by and its embedding is made from}
     *
     * @param speaker a turn's speaker, or null
     * @param text the text
     */
    public static String words(@Nullable String speaker, String text) {
        return speaker == null ? text : speaker + ": " + text;
    }
}
