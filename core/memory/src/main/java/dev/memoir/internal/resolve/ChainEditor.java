// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Inserts, corrects and removes members of a chain, and adjusts the others so that no two hold at the same time. */
final class ChainEditor {

    private final MemoryChains chains;
    private final DuplicateDetector detector;
    private final Function<SourcedClaim, Memory.Builder> factory;

    /** @param factory creates a new memory from a claim */
    ChainEditor(MemoryChains chains, DuplicateDetector detector, Function<SourcedClaim, Memory.Builder> factory) {
        this.chains = chains;
        this.detector = detector;
        this.factory = factory;
    }

    /**
     * Inserts a claim between the members that were said before and after it. From its beginning it replaces all
     * earlier members, and it holds until the first of the later members begins.
     *
     * @param unlinked an unlinked memory with the same meaning that is inserted instead of a new one, or null
     */
    void change(ChainPosition position, SourcedClaim claimed, @Nullable Memory unlinked, RevisionLog log) {
        SourcedClaim sourced = unlinked == null ? claimed : claimed.from(unlinked.valid());
        Memory previous = position.previous();
        Memory next = position.next();
        Instant from = previous == null ? sourced.claim().valid().from() : beginning(sourced, position.before());
        Validity valid = new Validity(
                from,
                notBefore(from, sourced.claim().valid().to()),
                precision(sourced),
                sourced.claim().valid().zone());
        for (Memory later : position.after()) {
            valid = ending(
                    valid,
                    sourced.claim().kind(),
                    chains.beginning(later),
                    chains.lastSaid(later).at(),
                    later.valid());
        }
        Memory fresh = (unlinked == null ? factory.apply(sourced) : unlinked.toBuilder())
                .valid(valid)
                .supersedes(previous == null ? null : previous.id())
                .supersededBy(next == null ? null : next.id())
                .build();
        if (unlinked == null) {
            log.add(fresh, sourced.sources());
        } else {
            log.link(unlinked, fresh, sourced.sources());
        }
        for (Memory before : position.before()) {
            endPredecessor(before, before.equals(previous), fresh, sourced, log);
        }
        if (next != null && next.retractedAt() == null) {
            Validity begun = previous == null ? beginning(next.valid(), chains.beginning(next)) : next.valid();
            log.adjust(next, next.toBuilder().supersedes(fresh.id()).valid(begun));
        }
    }

    /** If the precision of the claim allows it, its beginning is not before that of the members said before it. */
    private static Instant beginning(SourcedClaim sourced, List<Memory> before) {
        DateRange started = sourced.started();
        Instant beginning = sourced.start();
        for (Memory memory : before) {
            Instant from = memory.valid().from();
            if (from != null && from.isAfter(beginning) && started.contains(from)) {
                beginning = from;
            }
        }
        return beginning;
    }

    /**
     * {@return a current memory with the same meaning in no chain, because it was not known to be a change; or null}
     */
    @Nullable
    Memory unlinked(List<Memory> members, SourcedClaim sourced) {
        return sourced.claim().valid().to() != null
                ? null
                : chains.all().stream()
                        .filter(memory -> memory.current()
                                && memory.valid().to() == null
                                && !members.contains(memory)
                                && chains.members(memory).size() == 1
                                && detector.same(
                                        sourced, memory, chains.lastSaid(memory).at()))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * {@return whether a claim ended while the previous member still held} A trip to Rome does not end living in
     * Berlin: the two are not linked.
     */
    boolean interrupts(ChainPosition position, SourcedClaim sourced) {
        Memory before = position.previous();
        Instant over = sourced.claim().valid().to();
        if (before == null || over == null || chains.lastSaid(before).at().isBefore(over)) {
            return false;
        }
        Instant end = before.valid().to();
        return end == null || end.isAfter(over);
    }

    private void endPredecessor(Memory before, boolean previous, Memory fresh, SourcedClaim sourced, RevisionLog log) {
        Instant start = Objects.requireNonNull(fresh.valid().from());
        Memory.Builder after =
                before.toBuilder().valid(ending(before.valid(), before.kind(), start, sourced.at(), fresh.valid()));
        if (!previous) {
            log.adjust(before, after);
        } else if (before.current()) {
            log.supersede(before, after.supersededBy(fresh.id()), fresh);
        } else {
            log.adjust(before, after.supersededBy(fresh.id()));
        }
    }

    /** Replaces a memory that was never true; the correction gets the same neighbours. */
    void correct(Memory wrong, SourcedClaim sourced, RevisionLog log) {
        Memory before = chains.findNotRetracted(wrong.supersedes());
        Memory after = chains.find(wrong.supersededBy());
        Validity claimed = sourced.claim().valid();
        boolean dated = claimed.from() != null;
        Instant from = dated ? claimed.from() : wrong.valid().from();
        if (before != null) {
            from = later(from, floor(before.valid().from(), wrong.valid().from()));
        }
        Instant turning = chains.following(wrong).stream()
                .map(chains::beginning)
                .min(Comparator.naturalOrder())
                .orElse(null);
        from = from == null ? null : earlier(from, turning);
        boolean inherits = claimed.to() == null && !(dated && turning == null);
        Instant to = notBefore(from, earlier(inherits ? wrong.valid().to() : claimed.to(), turning));
        Memory fresh = factory.apply(sourced)
                .valid(new Validity(
                        from,
                        to,
                        dated ? claimed.precision() : wrong.valid().precision(),
                        dated ? claimed.zone() : wrong.valid().zone()))
                .supersedes(before == null ? null : before.id())
                .supersededBy(wrong.supersededBy())
                .build();
        fresh = log.add(log.keeping(fresh, wrong), sourced.sources());
        log.correct(wrong, wrong.toBuilder().supersededBy(fresh.id()), fresh);
        if (before != null) {
            log.adjust(
                    before,
                    before.toBuilder()
                            .supersededBy(fresh.id())
                            .valid(endingAfterCorrection(before, wrong, fresh.valid())));
        }
        if (after != null && after.retractedAt() == null) {
            log.adjust(after, after.toBuilder().supersedes(fresh.id()));
        }
    }

    /** A correction does not begin before the member said before it, unless the corrected memory did. */
    private static @Nullable Instant floor(@Nullable Instant before, @Nullable Instant wrong) {
        return before == null || wrong == null || before.isBefore(wrong) ? before : wrong;
    }

    /**
     * A member that ended when the wrong memory began ends when the correction begins; a cancelled event stays
     * cancelled.
     */
    private static Validity endingAfterCorrection(Memory before, Memory wrong, Validity by) {
        Instant from = before.valid().from();
        Instant end = before.valid().to();
        boolean cancelled = before.kind() == MemoryKind.EVENT && from != null && from.equals(end);
        Instant newEnd =
                end == null || (end.equals(wrong.valid().from()) && !cancelled) ? by.from() : earlier(end, by.from());
        return ending(before.valid(), notBefore(from, newEnd), by);
    }

    /** Removes a member without a successor. The previous member does not become current again. */
    void retract(Memory denied, RevisionLog log) {
        Memory before = chains.findNotRetracted(denied.supersedes());
        Memory after = chains.find(denied.supersededBy());
        log.retract(denied, denied.toBuilder().supersededBy(null));
        if (after != null) {
            if (before != null) {
                log.adjust(before, before.toBuilder().supersededBy(after.id()));
            }
            if (after.retractedAt() == null) {
                log.adjust(after, after.toBuilder().supersedes(before == null ? null : before.id()));
            }
        }
    }

    /**
     * Ends a memory at the start of its successor. An event that was still in the future when the successor was said
     * does not happen; a future state lasts until the next one begins.
     */
    private static Validity ending(Validity valid, MemoryKind kind, Instant start, Instant saidAt, Validity by) {
        Instant from = valid.from();
        boolean cancelled = kind == MemoryKind.EVENT && from != null && from.isAfter(saidAt);
        return ending(valid, cancelled ? from : notBefore(from, earlier(valid.to(), start)), by);
    }

    private static Validity ending(Validity valid, @Nullable Instant to, Validity by) {
        Validity known = valid.from() == null ? by : valid;
        return new Validity(valid.from(), to, known.precision(), known.zone());
    }

    private static Validity beginning(Validity valid, @Nullable Instant from) {
        return new Validity(from, valid.to(), valid.precision(), valid.zone());
    }

    private static @Nullable Instant notBefore(@Nullable Instant from, @Nullable Instant to) {
        return from != null && to != null && to.isBefore(from) ? from : to;
    }

    private static TimePrecision precision(SourcedClaim sourced) {
        Validity claimed = sourced.claim().valid();
        return claimed.from() == null && claimed.to() == null ? TimePrecision.INSTANT : claimed.precision();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return other == null || (one != null && one.isAfter(other)) ? one : other;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return other == null || (one != null && one.isBefore(other)) ? one : other;
    }
}
