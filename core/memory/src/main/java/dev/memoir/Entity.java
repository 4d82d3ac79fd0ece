// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person, place or named thing that turns and memories of one scope mention.
 *
 * @param scope the scope of the turns and memories that mention it; the same name in another scope is another entity
 * @param name the fullest of its names, as it was first said
 * @param aliases the other names that denote it, as they were first said
 * @param turns the number of turns that mention it
 * @param memories the number of current memories that mention it
 * @param first the earliest time of a mention; null if only the application has named it
 * @param last the latest time of a mention; null if only the application has named it
 */
public record Entity(
        Scope scope,
        String name,
        List<String> aliases,
        long turns,
        long memories,
        @Nullable Instant first,
        @Nullable Instant last) {

    /** Copies the names. */
    public Entity {
        aliases = List.copyOf(aliases);
    }
}
