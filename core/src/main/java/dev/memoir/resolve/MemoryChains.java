package dev.memoir.resolve;

import dev.memoir.Memory;
import dev.memoir.Metadata;
import dev.memoir.RecordedTurn;
import dev.memoir.extract.Citation;
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

/** What is known while proposals are being resolved: memories, the chains that they form, and when they were said. */
final class MemoryChains {

    private final Map<String, Memory> memories = new LinkedHashMap<>();
    private final Map<String, Set<String>> sources = new HashMap<>();
    private final Map<String, RecordedTurn> turns;
    private final Map<String, StatementOrder> times;

    MemoryChains(ResolutionContext known) {
        known.memories().stream()
                .sorted(Comparator.comparing(Memory::id))
                .forEach(memory -> memories.put(memory.id(), memory));
        known.sources().forEach((id, from) -> sources.put(id, new HashSet<>(from)));
        turns = known.turns();
        times = known.times();
    }

    Collection<Memory> all() {
        return List.copyOf(memories.values());
    }

    @Nullable
    Memory find(@Nullable String id) {
        return id == null ? null : memories.get(id);
    }

    /** {@return the memory, if it is known and was not retracted} */
    @Nullable
    Memory standing(@Nullable String id) {
        Memory memory = find(id);
        return memory == null || memory.retractedAt() != null ? null : memory;
    }

    void put(Memory memory) {
        memories.put(memory.id(), memory);
    }

    void cite(String id, List<Citation> from) {
        sources.computeIfAbsent(id, any -> new HashSet<>()).addAll(SourcedClaim.ids(from));
    }

    /** {@return whether all these turns are known to say so} */
    boolean saidIn(Memory memory, Set<String> cited) {
        return sources.getOrDefault(memory.id(), Set.of()).containsAll(cited);
    }

    /** {@return the words of these turns, as far as they are at hand} */
    List<String> words(Set<String> ids) {
        return ids.stream()
                .map(turns::get)
                .filter(Objects::nonNull)
                .map(RecordedTurn::text)
                .toList();
    }

    /** {@return the metadata of these turns, as far as they are at hand} */
    List<Metadata> metadata(Set<String> ids) {
        return ids.stream()
                .map(turns::get)
                .filter(Objects::nonNull)
                .map(RecordedTurn::metadata)
                .toList();
    }

    /** {@return whether nothing but these turns says so} */
    boolean saidOnlyIn(Memory memory, Set<String> cited) {
        Set<String> from = sources.getOrDefault(memory.id(), Set.of());
        return !from.isEmpty() && cited.containsAll(from);
    }

    /**
     * {@return when it was last said} Of what comes from no turn that is known, or only from turns that are gone: when it was
     * recorded; of what was stored verbatim, when that was said, which is when it begins to hold.
     */
    StatementOrder lastSaid(Memory memory) {
        return lastTurn(memory).orElseGet(() -> StatementOrder.before(told(memory)));
    }

    /** {@return when the last of its turns was said, if one is known} */
    Optional<StatementOrder> lastTurn(Memory memory) {
        return lastOf(sources.getOrDefault(memory.id(), Set.of()));
    }

    private static Instant told(Memory memory) {
        Instant from = memory.valid().from();
        boolean verbatim = memory.extractor() == null;
        return verbatim && from != null && from.isBefore(memory.recordedAt()) ? from : memory.recordedAt();
    }

    /** {@return when the last of these turns was said, if any is known} */
    Optional<StatementOrder> lastOf(Set<String> ids) {
        return ids.stream().map(times::get).filter(Objects::nonNull).max(Comparator.naturalOrder());
    }

    /** {@return when a memory began to hold; if that is unknown, when it ended or was last said} */
    Instant beginning(Memory memory) {
        Instant from = memory.valid().from();
        Instant to = memory.valid().to();
        Instant said = lastSaid(memory).at();
        if (from != null) {
            return from;
        }
        return to != null && to.isBefore(said) ? to : said;
    }

    /** {@return everything linked to a memory, itself included, retracted members too} */
    Set<Memory> around(Memory memory) {
        Set<Memory> found = new LinkedHashSet<>();
        Deque<Memory> next = new ArrayDeque<>(List.of(memory));
        while (!next.isEmpty()) {
            Memory member = next.remove();
            if (found.add(member)) {
                memories.values().stream()
                        .filter(other -> linked(member, other) || linked(other, member))
                        .forEach(next::add);
            }
        }
        return found;
    }

    /** {@return what took the place of a memory, and what took theirs, retracted since or not} */
    Set<Memory> behind(Memory memory) {
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
     * {@return the standing members of a memory's chain, in order of time; behind them the last retracted one, if that is
     * why none is current}
     */
    List<Memory> line(Memory memory) {
        List<Memory> line = new ArrayList<>();
        Set<Memory> around = around(memory);
        Memory first = around.stream()
                .filter(member -> member.retractedAt() == null && standing(member.supersedes()) == null)
                .findFirst()
                .orElse(null);
        Set<String> seen = new HashSet<>();
        Memory last = null;
        for (Memory next = first; next != null && seen.add(next.id()); next = find(next.supersededBy())) {
            if (next.retractedAt() == null) {
                line.add(next);
            }
            last = next;
        }
        if (last != null && last.retractedAt() != null) {
            line.add(last);
        }
        return line;
    }

    /** {@return the members that follow one in its chain, in order, retracted ones too} */
    List<Memory> following(Memory memory) {
        Set<Memory> found = new LinkedHashSet<>();
        for (Memory next = find(memory.supersededBy());
                next != null && found.add(next);
                next = find(next.supersededBy())) {}
        return List.copyOf(found);
    }

    private static boolean linked(Memory one, Memory other) {
        return other.id().equals(one.supersedes()) || other.id().equals(one.supersededBy());
    }
}
