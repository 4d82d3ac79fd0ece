package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a memory or turn, or a proposal that did not become a memory.
 *
 * @param id a UUID of version 7
 * @param operation what happened together has the same: a change of one fact may be steps of two memories
 * @param memoryId the id of the memory, or of the turn that was suppressed or shown again; null for {@link Type#REJECT}
 * @param type what happened
 * @param oldText the words before, null for ADD
 * @param newText the words after, null for DELETE; for SUPERSEDE those of the memory that took its place
 * @param why the reason, or null if none was given
 * @param actor who did it: {@value #API} when the application asked, else the extractor
 * @param at when
 */
public record MemoryEvent(
        String id,
        String operation,
        @Nullable String memoryId,
        Type type,
        @Nullable String oldText,
        @Nullable String newText,
        @Nullable String why,
        String actor,
        Instant at) {

    /** The actor of a direct call. */
    public static final String API = "api";

    /** What can happen. */
    public enum Type {
        /** It was recorded. */
        ADD,
        /** Its text, metadata, expiry or validity changed. */
        UPDATE,
        /** The same was said again: it has more sources. */
        MERGE,
        /** Another memory took its place. */
        SUPERSEDE,
        /** It was retracted. */
        DELETE,
        /** It is hidden from recall. */
        SUPPRESS,
        /** An earlier step was taken back. */
        UNDO,
        /** A proposal was turned away; no memory came of it. */
        REJECT
    }
}
