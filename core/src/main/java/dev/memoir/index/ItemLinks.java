package dev.memoir.index;

import dev.memoir.Origin;
import dev.memoir.StorableText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a turn or memory has to do with others: whose it is, what it names, where it comes from. An index gives it back with
 * each candidate, so that a ranking needs to read nothing else.
 *
 * @param subject who speaks, of a turn; who or what it is about, of a memory; null if unknown
 * @param origin where a turn's text comes from; null for a memory, or if unknown
 * @param entities the keys of the names in it, in no particular order
 * @param sources the places of the turns that a memory was drawn from; empty for a turn
 */
public record ItemLinks(
        @Nullable String subject, @Nullable Origin origin, Set<String> entities, List<TurnPosition> sources) {

    /** Nothing known. */
    public static final ItemLinks NONE = new ItemLinks(null, null, Set.of(), List.of());

    /** Copies the names, made {@linkplain StorableText storable}, and the places. */
    public ItemLinks {
        subject = subject == null ? null : StorableText.of(subject);
        entities = entities.stream().map(StorableText::of).collect(Collectors.toUnmodifiableSet());
        sources = List.copyOf(sources);
    }
}
