// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Validity;
import dev.memoir.entity.EntityNames;
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

/** Merges a claim into a memory that states the same: adds its sources, and dates that were unknown. */
final class DuplicateMerger {

    private final MemoryChains chains;
    private final DuplicateDetector detector;

    DuplicateMerger(MemoryChains chains, DuplicateDetector detector) {
        this.chains = chains;
        this.detector = detector;
    }

    /**
     * Finds the memory that a claim confirms, among those that state the same. A memory that was extracted from the
     * same turn before comes first, even if it was retracted since, because the turn says nothing new; then a past one
     * if the claim is about its time; then a current one.
     *
     * @param past whether the claim may be about the past
     */
    Optional<Memory> of(SourcedClaim sourced, Collection<Memory> among, boolean past) {
        List<Memory> same = among.stream()
                .filter(memory -> extractedBefore(sourced, memory)
                        || detector.same(
                                sourced, memory, chains.lastSaid(memory).at())
                        || isParaphrase(sourced, memory))
                .sorted(Comparator.comparing(Memory::id))
                .toList();
        List<Predicate<Memory>> preferences = List.of(
                memory -> memory.retractedAt() == null && chains.saidIn(memory, sourced.turns()),
                memory -> chains.saidIn(memory, sourced.turns()),
                memory -> past && memory.retractedAt() == null && !memory.current() && holdsAtStart(memory, sourced),
                memory ->
                        memory.current() && memory.text().equals(sourced.claim().text()),
                Memory::current);
        return preferences.stream()
                .flatMap(preference -> same.stream().filter(preference))
                .findFirst();
    }

    /**
     * One turn may report two events in the same words, but it states a fact only once, even if its dates changed
     * since.
     */
    boolean extractedBefore(SourcedClaim sourced, Memory memory) {
        return memory.kind() != MemoryKind.EVENT
                && chains.saidIn(memory, sourced.turns())
                && detector.sameWords(sourced, memory);
    }

    private boolean isParaphrase(SourcedClaim sourced, Memory memory) {
        return chains.saidIn(memory, sourced.turns())
                && detector.sameSignature(
                        sourced,
                        memory,
                        chains.words(sourced.turns()),
                        chains.lastSaid(memory).at());
    }

    private static boolean holdsAtStart(Memory past, SourcedClaim sourced) {
        return past.valid().holdsAt(sourced.start())
                || sourced.start().equals(past.valid().from());
    }

    void confirm(Memory memory, SourcedClaim sourced, RevisionLog log) {
        if (memory.retractedAt() != null || chains.saidIn(memory, sourced.turns())) {
            return;
        }
        Validity valid = withKnownDates(memory, sourced);
        Memory.Builder after = memory.toBuilder().valid(valid).entities(mergedEntities(memory, sourced));
        if (valid.equals(memory.valid())) {
            log.merge(memory, after, sourced.sources());
        } else {
            log.specify(memory, after, sourced.sources());
        }
    }

    /**
     * {@return the validity with an unknown beginning or end taken from the claim, unless this contradicts known dates}
     */
    private Validity withKnownDates(Memory memory, SourcedClaim sourced) {
        Validity valid = memory.valid();
        Validity claimed = sourced.claim().valid();
        Instant from = valid.from();
        Instant to = valid.to();
        boolean first = chains.findNotRetracted(memory.supersedes()) == null;
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

    private static List<String> mergedEntities(Memory memory, SourcedClaim sourced) {
        List<String> mergedEntities = new ArrayList<>(memory.entities());
        Set<String> keys = mergedEntities.stream().map(EntityNames::key).collect(Collectors.toSet());
        sourced.claim().entities().stream()
                .filter(name -> keys.add(EntityNames.key(name)))
                .forEach(mergedEntities::add);
        return mergedEntities;
    }
}
