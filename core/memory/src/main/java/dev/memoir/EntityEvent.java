package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in what the application says of names.
 *
 * @param id a UUID of version 7
 * @param scope the scope of the names
 * @param type what was said
 * @param name a name of the entity, as names are compared: in small letters, without what varies
 * @param other the name that denotes it too, or does not any more
 * @param actor who said so: {@value MemoryEvent#API}
 * @param at when
 * @param undoes the id of the event that this takes back, or null
 */
public record EntityEvent(
        String id,
        Scope scope,
        Type type,
        String name,
        String other,
        String actor,
        Instant at,
        @Nullable String undoes) {

    /** What can be said of two names. */
    public enum Type {
        /** They denote one entity. */
        MERGE,
        /** They do not any more, unless what is said of them tells so. */
        SPLIT
    }
}
