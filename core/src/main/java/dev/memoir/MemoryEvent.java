package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a memory.
 *
 * @param id a UUID of version 7
 * @param memoryId which memory
 * @param type what happened
 * @param oldText the words before, null for ADD
 * @param newText the words after, null for DELETE
 * @param why the reason given, or null
 * @param actor who did it: {@value #API} when the application asked
 * @param at when
 */
public record MemoryEvent(
        String id,
        String memoryId,
        Type type,
        @Nullable String oldText,
        @Nullable String newText,
        @Nullable String why,
        String actor,
        Instant at) {

    /** The actor of a direct call. */
    public static final String API = "api";

    /** What can happen to a memory. */
    public enum Type {
        /** It was recorded. */
        ADD,
        /** Its text, metadata or expiry changed. */
        UPDATE,
        /** It was retracted. */
        DELETE
    }
}
