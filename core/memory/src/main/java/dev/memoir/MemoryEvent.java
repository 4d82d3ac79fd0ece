// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in the history of a memory or turn, or a proposal that did not become a memory.
 *
 * @param id a UUID of version 7
 * @param operation the id shared by all steps of one operation: a change of one fact may be steps of two memories
 * @param memoryId the id of the memory, or of the turn that was suppressed or shown again; null for {@link Type#REJECT}
 * @param type what happened
 * @param oldText the text before, null for ADD
 * @param newText the text after, null for DELETE; for SUPERSEDE that of the memory that replaced it
 * @param reason the reason, or null if none was given
 * @param actor who caused it: {@value #API} for the application, else the extractor
 * @param at when it happened
 */
public record MemoryEvent(
        String id,
        String operation,
        @Nullable String memoryId,
        Type type,
        @Nullable String oldText,
        @Nullable String newText,
        @Nullable String reason,
        String actor,
        Instant at) {

    /** The actor of a direct call. */
    public static final String API = "api";

    /** The type of a step. */
    public enum Type {
        /** The memory was recorded. */
        ADD,
        /** Its text, metadata, expiry or validity changed. */
        UPDATE,
        /** The same was said again: the memory has more sources. */
        MERGE,
        /** Another memory replaced it. */
        SUPERSEDE,
        /** The memory was retracted. */
        DELETE,
        /** The memory or turn was hidden from recall. */
        SUPPRESS,
        /** An earlier step was undone. */
        UNDO,
        /** A proposal was rejected; no memory came of it. */
        REJECT
    }
}
