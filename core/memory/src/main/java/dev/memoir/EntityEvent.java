// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A merge or split of two names by the application.
 *
 * @param id a UUID of version 7
 * @param scope the scope of the names
 * @param type whether the names were merged or split
 * @param name a name of the entity, as names are compared: in lower case, without what varies
 * @param other the name that denotes the entity too, or no longer does
 * @param actor the one who merged or split the names: {@value MemoryEvent#API}
 * @param at the time of the event
 * @param undoes the id of the event that this one undoes, or null
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

    /** What happened to two names. */
    public enum Type {
        /** They denote one entity. */
        MERGE,
        /** They no longer denote one entity, unless turns and memories show that they do. */
        SPLIT
    }
}
