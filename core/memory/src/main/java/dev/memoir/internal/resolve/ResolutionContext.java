// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.ledger.StatementOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The state that proposals are resolved against.
 *
 * @param scope the scope of the turns and of new memories
 * @param memories the memories similar to the turns and the targets of proposals, with all members of their chains,
 *     including past and retracted ones: everything that {@code supersedes} and {@code supersededBy} link to, in both
 *     directions
 * @param sources the ids of the source turns of these memories, by memory id
 * @param turns the turns that proposals cite, by id
 * @param times when turns were said, by id: those of {@code turns}, and the source turns of the memories
 */
public record ResolutionContext(
        Scope scope,
        List<Memory> memories,
        Map<String, Set<String>> sources,
        Map<String, StoredTurn> turns,
        Map<String, StatementOrder> times) {

    /** Copies the collections; the times of the turns are added to the times. */
    public ResolutionContext {
        memories = List.copyOf(memories);
        sources = sources.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> Set.copyOf(e.getValue())));
        turns = Map.copyOf(turns);
        Map<String, StatementOrder> all = new HashMap<>(times);
        turns.forEach((id, turn) -> all.put(id, StatementOrder.of(turn)));
        times = Map.copyOf(all);
    }
}
