package dev.memoir;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody or something that is spoken of in one scope: a person, a place, a thing that has a name.
 *
 * @param scope the scope whose turns and memories speak of it; the same name in another scope is another entity
 * @param name the name it is known by, of several the fullest, as it was first said
 * @param aliases the other names that denote it, as they were first said
 * @param turns how many turns mention it
 * @param memories how many memories that stand mention it
 * @param first the earliest time that a mention tells of; null if only the application has named it
 * @param last the latest such time
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
