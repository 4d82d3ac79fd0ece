// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.Metadata;
import dev.memoir.StoredTurn;
import dev.memoir.extract.Citation;
import dev.memoir.ledger.StatementOrder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state during resolution: memories, the chains that they form, and when they were said. Not thread-safe. */
final class MemoryChains {

    private final Map<String, Memory> memories = new LinkedHashMap<>();
    private final Map<String, Set<String>> sources = new HashMap<>();
    private final Map<String, StoredTurn> turns;
    private final Map<String, StatementOrder> times;

    MemoryChains(ResolutionContext context) {
        context.memories().stream()
                .sorted(Comparator.comparing(Memory::id))
                .forEach(memory -> memories.put(memory.id(), memory));
        context.sources().forEach((id, from) -> sources.put(id, new HashSet<>(from)));
        turns = context.turns();
        times = context.times();
    }

    Collection<Memory> all() {
        return List.copyOf(memories.values());
    }

    @Nullable
    Memory find(@Nullable String id) {
        return id == null ? null : memories.get(id);
    }

    /** {@return the memory if it is known and not retracted, else null} */
    @Nullable
    Memory findNotRetracted(@Nullable String id) {
        Memory memory = find(id);
        return memory == null || memory.retractedAt() != null ? null : memory;
    }

    void put(Memory memory) {
        memories.put(memory.id(), memory);
    }

    void cite(String id, List<Citation> from) {
        sources.computeIfAbsent(id, any -> new HashSet<>()).addAll(SourcedClaim.ids(from));
    }

    /** {@return whether all these turns are sources of a memory} */
    boolean saidIn(Memory memory, Set<String> cited) {
        return sources.getOrDefault(memory.id(), Set.of()).containsAll(cited);
    }

    /** {@return the texts of these turns, as far as they are available} */
    List<String> words(Set<String> ids) {
        return ids.stream()
                .map(turns::get)
                .filter(Objects::nonNull)
                .map(StoredTurn::text)
                .toList();
    }

    /** {@return the metadata of these turns, as far as they are available} */
    List<Metadata> metadata(Set<String> ids) {
        return ids.stream()
                .map(turns::get)
                .filter(Objects::nonNull)
                .map(StoredTurn::metadata)
                .toList();
    }

    /** {@return whether a memory has no other sources than these turns} */
    boolean saidOnlyIn(Memory memory, Set<String> cited) {
        Set<String> from = sources.getOrDefault(memory.id(), Set.of());
        return !from.isEmpty() && cited.containsAll(from);
    }

    /**
     * {@return when a memory was last said} Without known source turns, this is when the memory was recorded; for a
     * verbatim memory, it is when its text was said, which is when it begins to hold.
     */
    StatementOrder lastSaid(Memory memory) {
        return lastTurn(memory).orElseGet(() -> StatementOrder.before(saidAt(memory)));
    }

    /** {@return when the last source turn of a memory was said, if one is known} */
    Optional<StatementOrder> lastTurn(Memory memory) {
        return lastOf(sources.getOrDefault(memory.id(), Set.of()));
    }

    private static Instant saidAt(Memory memory) {
        Instant from = memory.valid().from();
        boolean verbatim = memory.extractor() == null;
        return verbatim && from != null && from.isBefore(memory.recordedAt()) ? from : memory.recordedAt();
    }

    /** {@return when the last of these turns was said, if any is known} */
    Optional<StatementOrder> lastOf(Set<String> ids) {
        return ids.stream().map(times::get).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    /** {@return when a memory began to hold, or if this is unknown, when it ended or was last said} */
    Instant beginning(Memory memory) {
        Instant from = memory.valid().from();
        Instant to = memory.valid().to();
        Instant said = lastSaid(memory).at();
        if (from != null) {
            return from;
        }
        return to != null && to.isBefore(said) ? to : said;
    }

    /** {@return all members of a memory's chain, including itself and retracted members} */
    Set<Memory> around(Memory memory) {
        Set<Memory> found = new LinkedHashSet<>();
        Deque<Memory> next = new ArrayDeque<>(List.of(memory));
        while (!next.isEmpty()) {
            Memory member = next.remove();
            if (found.add(member)) {
                memories.values().stream()
                        .filter(other -> areLinked(member, other) || areLinked(other, member))
                        .forEach(next::add);
            }
        }
        return found;
    }

    /** {@return the direct and indirect successors of a memory, including retracted ones} */
    Set<Memory> successors(Memory memory) {
        Set<Memory> found = new LinkedHashSet<>();
        Deque<Memory> next = new ArrayDeque<>(List.of(memory));
        while (!next.isEmpty()) {
            Memory member = next.remove();
            memories.values().stream()
                    .filter(other ->
                            member.id().equals(other.supersedes()) || other.id().equals(member.supersededBy()))
                    .filter(found::add)
                    .forEach(next::add);
        }
        return found;
    }

    /**
     * {@return the members of a memory's chain that are not retracted, in order of time} If none is current because the
     * last member was retracted, that member is appended.
     */
    List<Memory> members(Memory memory) {
        List<Memory> members = new ArrayList<>();
        Set<Memory> around = around(memory);
        Memory first = around.stream()
                .filter(member -> member.retractedAt() == null && findNotRetracted(member.supersedes()) == null)
                .findFirst()
                .orElse(null);
        Set<String> seen = new HashSet<>();
        Memory last = null;
        for (Memory next = first; next != null && seen.add(next.id()); next = find(next.supersededBy())) {
            if (next.retractedAt() == null) {
                members.add(next);
            }
            last = next;
        }
        if (last != null && last.retractedAt() != null) {
            members.add(last);
        }
        return members;
    }

    /** {@return the later members of a memory's chain, in order, including retracted ones} */
    List<Memory> following(Memory memory) {
        Set<Memory> found = new LinkedHashSet<>();
        for (Memory next = find(memory.supersededBy());
                next != null && found.add(next);
                next = find(next.supersededBy())) {}
        return List.copyOf(found);
    }

    private static boolean areLinked(Memory one, Memory other) {
        return other.id().equals(one.supersedes()) || other.id().equals(one.supersededBy());
    }
}
