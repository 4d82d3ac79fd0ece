// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

import dev.memoir.Origin;
import dev.memoir.StorableText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The links of a turn or memory: its subject, the names in it and its sources. An index returns them with each
 * candidate, so that ranking needs no other reads.
 *
 * @param subject the speaker of a turn, or the subject of a memory; null if unknown
 * @param origin the origin of a turn's text; null for a memory, or if unknown
 * @param entities the keys of the names in it, in no particular order
 * @param sources the positions of a memory's source turns; empty for a turn
 */
public record ItemLinks(
        @Nullable String subject, @Nullable Origin origin, Set<String> entities, List<TurnPosition> sources) {

    /** No known links. */
    public static final ItemLinks NONE = new ItemLinks(null, null, Set.of(), List.of());

    /** Copies the names, made {@linkplain StorableText storable}, and the positions. */
    public ItemLinks {
        subject = subject == null ? null : StorableText.of(subject);
        entities = entities.stream().map(StorableText::of).collect(Collectors.toUnmodifiableSet());
        sources = List.copyOf(sources);
    }
}
