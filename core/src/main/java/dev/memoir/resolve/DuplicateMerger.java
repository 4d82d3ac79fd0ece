package dev.memoir.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What was known before: it gets more sources, and at most dates that it lacked. */
final class DuplicateMerger {

    private final MemoryChains chains;
    private final DuplicateDetector sameness;

    DuplicateMerger(MemoryChains chains, DuplicateDetector sameness) {
        this.chains = chains;
        this.sameness = sameness;
    }

    /**
     * Of memories that say the same the one that a claim confirms: what was drawn from the same turn before, even if it was
     * retracted since, for the turn says nothing new; else a past one, if the claim tells of its time; else a current one.
     *
     * @param past whether what the claim says may be past
     */
    Optional<Memory> of(SourcedClaim said, Collection<Memory> among, boolean past) {
        List<Memory> same = among.stream()
                .filter(memory -> drawnBefore(said, memory)
                        || sameness.same(said, memory, chains.lastSaid(memory).at())
                        || drawnInOtherWords(said, memory))
                .sorted(Comparator.comparing(Memory::id))
                .toList();
        List<Predicate<Memory>> wishes = List.of(
                memory -> memory.retractedAt() == null && chains.saidIn(memory, said.turns()),
                memory -> chains.saidIn(memory, said.turns()),
                memory -> past && memory.retractedAt() == null && !memory.current() && tellsOf(memory, said),
                memory -> memory.current() && memory.text().equals(said.claim().text()),
                Memory::current);
        return wishes.stream().flatMap(wish -> same.stream().filter(wish)).findFirst();
    }

    /** One turn may tell of two events in the same words; of a fact it tells once, whatever became of its dates since. */
    boolean drawnBefore(SourcedClaim said, Memory memory) {
        return memory.kind() != MemoryKind.EVENT
                && chains.saidIn(memory, said.turns())
                && sameness.sameWords(said, memory);
    }

    private boolean drawnInOtherWords(SourcedClaim said, Memory memory) {
        return chains.saidIn(memory, said.turns())
                && sameness.sameGrounds(
                        said,
                        memory,
                        chains.words(said.turns()),
                        chains.lastSaid(memory).at());
    }

    private static boolean tellsOf(Memory past, SourcedClaim said) {
        return past.valid().holdsAt(said.start())
                || said.start().equals(past.valid().from());
    }

    void confirm(Memory memory, SourcedClaim said, RevisionLog steps) {
        if (memory.retractedAt() != null || chains.saidIn(memory, said.turns())) {
            return;
        }
        Validity valid = specified(memory, said);
        Memory.Builder after = memory.toBuilder().valid(valid).entities(united(memory, said));
        if (valid.equals(memory.valid())) {
            steps.merge(memory, after, said.sources());
        } else {
            steps.specify(memory, after, said.sources());
        }
    }

    /** A beginning or end that was unknown, and that nothing known contradicts. */
    private Validity specified(Memory memory, SourcedClaim said) {
        Validity valid = memory.valid();
        Validity claimed = said.claim().valid();
        Instant from = valid.from();
        Instant to = valid.to();
        boolean first = chains.standing(memory.supersedes()) == null;
        if (from == null
                && first
                && claimed.from() != null
                && !claimed.from().isAfter(chains.lastSaid(memory).at())
                && (to == null || !claimed.from().isAfter(to))) {
            from = claimed.from();
        }
        if (to == null
                && memory.current()
                && claimed.to() != null
                && (from == null || !claimed.to().isBefore(from))) {
            to = claimed.to();
        }
        boolean unchanged = Objects.equals(from, valid.from()) && Objects.equals(to, valid.to());
        Validity known = valid.from() == null ? claimed : valid;
        return unchanged ? valid : new Validity(from, to, known.precision(), known.zone());
    }

    private static List<String> united(Memory memory, SourcedClaim said) {
        List<String> united = new ArrayList<>(memory.entities());
        Set<String> keys = united.stream().map(EntityNames::key).collect(Collectors.toSet());
        said.claim().entities().stream()
                .filter(name -> keys.add(EntityNames.key(name)))
                .forEach(united::add);
        return united;
    }
}
