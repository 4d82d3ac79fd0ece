package dev.memoir.resolve;

import dev.memoir.Memory;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What proposals are resolved against.
 *
 * @param scope the scope of the turns, which new memories get
 * @param memories what is known near to the turns and what proposals name, with all members, past and retracted ones too,
 *     of their chains: whatever {@code supersedes} and {@code supersededBy} lead to, in both directions
 * @param sources the turns that each of these memories comes from, by the memory's id
 * @param turns the turns that proposals cite, by id
 * @param times when turns were said, by id: those of {@code turns}, and those that the memories come from
 */
public record ResolutionContext(
        Scope scope,
        List<Memory> memories,
        Map<String, Set<String>> sources,
        Map<String, RecordedTurn> turns,
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
