package dev.memoir.resolve;

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

/** Memories take, leave and give back places in a chain; the others are changed so that no two hold at a time. */
final class ChainEditor {

    private final MemoryChains chains;
    private final DuplicateDetector sameness;
    private final Function<SourcedClaim, Memory.Builder> minted;

    /** @param minted what makes a new memory of a claim */
    ChainEditor(MemoryChains chains, DuplicateDetector sameness, Function<SourcedClaim, Memory.Builder> minted) {
        this.chains = chains;
        this.sameness = sameness;
        this.minted = minted;
    }

    /**
     * A claim takes its place among what was said before and after it. From its beginning on it holds instead of all that was
     * said before, and until the first of what was said after it begins.
     *
     * @param stray a memory that says the same, and is to take the place itself; or null
     */
    void change(ChainPosition place, SourcedClaim claimed, @Nullable Memory stray, RevisionLog steps) {
        SourcedClaim said = stray == null ? claimed : claimed.from(stray.valid());
        Memory previous = place.previous();
        Memory next = place.next();
        Instant from = previous == null ? said.claim().valid().from() : beginning(said, place.before());
        Validity valid = new Validity(
                from,
                notBefore(from, said.claim().valid().to()),
                precision(said),
                said.claim().valid().zone());
        for (Memory later : place.after()) {
            valid = ending(
                    valid,
                    said.claim().kind(),
                    chains.beginning(later),
                    chains.lastSaid(later).at(),
                    later.valid());
        }
        Memory fresh = (stray == null ? minted.apply(said) : stray.toBuilder())
                .valid(valid)
                .supersedes(previous == null ? null : previous.id())
                .supersededBy(next == null ? null : next.id())
                .build();
        if (stray == null) {
            steps.add(fresh, said.sources());
        } else {
            steps.link(stray, fresh, said.sources());
        }
        for (Memory before : place.before()) {
            giveWay(before, before.equals(previous), fresh, said, steps);
        }
        if (next != null && next.retractedAt() == null) {
            Validity begun = previous == null ? beginning(next.valid(), chains.beginning(next)) : next.valid();
            steps.mend(next, next.toBuilder().supersedes(fresh.id()).valid(begun));
        }
    }

    /** A beginning that is too vague to tell is no earlier than that of what was said before. */
    private static Instant beginning(SourcedClaim said, List<Memory> before) {
        DateRange started = said.started();
        Instant beginning = said.start();
        for (Memory memory : before) {
            Instant from = memory.valid().from();
            if (from != null && from.isAfter(beginning) && started.holds(from)) {
                beginning = from;
            }
        }
        return beginning;
    }

    /** What says the same but stands alone, because it was not known to be a change. */
    @Nullable
    Memory stray(List<Memory> line, SourcedClaim said) {
        return said.claim().valid().to() != null
                ? null
                : chains.all().stream()
                        .filter(memory -> memory.current()
                                && memory.valid().to() == null
                                && !line.contains(memory)
                                && chains.line(memory).size() == 1
                                && sameness.same(
                                        said, memory, chains.lastSaid(memory).at()))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * {@return whether a claim was over while what held before it went on} A trip to Rome does not end living in Berlin: each
     * stands alone.
     */
    boolean interrupts(ChainPosition place, SourcedClaim said) {
        Memory before = place.previous();
        Instant over = said.claim().valid().to();
        if (before == null || over == null || chains.lastSaid(before).at().isBefore(over)) {
            return false;
        }
        Instant end = before.valid().to();
        return end == null || end.isAfter(over);
    }

    private void giveWay(Memory before, boolean previous, Memory fresh, SourcedClaim said, RevisionLog steps) {
        Instant start = Objects.requireNonNull(fresh.valid().from());
        Memory.Builder after =
                before.toBuilder().valid(ending(before.valid(), before.kind(), start, said.at(), fresh.valid()));
        if (!previous) {
            steps.mend(before, after);
        } else if (before.current()) {
            steps.supersede(before, after.supersededBy(fresh.id()), fresh);
        } else {
            steps.mend(before, after.supersededBy(fresh.id()));
        }
    }

    /** It was never so: the new takes its place between the same neighbours. */
    void correct(Memory wrong, SourcedClaim said, RevisionLog steps) {
        Memory before = chains.standing(wrong.supersedes());
        Memory after = chains.find(wrong.supersededBy());
        Validity claimed = said.claim().valid();
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
        Memory fresh = minted.apply(said)
                .valid(new Validity(
                        from,
                        to,
                        dated ? claimed.precision() : wrong.valid().precision(),
                        dated ? claimed.zone() : wrong.valid().zone()))
                .supersedes(before == null ? null : before.id())
                .supersededBy(wrong.supersededBy())
                .build();
        fresh = steps.add(steps.keeping(fresh, wrong), said.sources());
        steps.correct(wrong, wrong.toBuilder().supersededBy(fresh.id()), fresh);
        if (before != null) {
            steps.mend(
                    before,
                    before.toBuilder().supersededBy(fresh.id()).valid(endingAnew(before, wrong, fresh.valid())));
        }
        if (after != null && after.retractedAt() == null) {
            steps.mend(after, after.toBuilder().supersedes(fresh.id()));
        }
    }

    /** A correction begins no earlier than what was said before it, unless what it corrects did. */
    private static @Nullable Instant floor(@Nullable Instant before, @Nullable Instant wrong) {
        return before == null || wrong == null || before.isBefore(wrong) ? before : wrong;
    }

    /** What ended when the wrong began ends when the right does; an event that does not happen stays so. */
    private static Validity endingAnew(Memory before, Memory wrong, Validity by) {
        Instant from = before.valid().from();
        Instant end = before.valid().to();
        boolean never = before.kind() == MemoryKind.EVENT && from != null && from.equals(end);
        Instant anew =
                end == null || (end.equals(wrong.valid().from()) && !never) ? by.from() : earlier(end, by.from());
        return ending(before.valid(), notBefore(from, anew), by);
    }

    /** It leaves its place, and nothing takes it. What held before it is not current again. */
    void retract(Memory denied, RevisionLog steps) {
        Memory before = chains.standing(denied.supersedes());
        Memory after = chains.find(denied.supersededBy());
        steps.retract(denied, denied.toBuilder().supersededBy(null));
        if (after != null) {
            if (before != null) {
                steps.mend(before, before.toBuilder().supersededBy(after.id()));
            }
            if (after.retractedAt() == null) {
                steps.mend(after, after.toBuilder().supersedes(before == null ? null : before.id()));
            }
        }
    }

    /**
     * What held until something took its place. An event that was still to come when that was said does not happen; a state
     * that was still to come lasts until the next one begins.
     */
    private static Validity ending(Validity valid, MemoryKind kind, Instant start, Instant said, Validity by) {
        Instant from = valid.from();
        boolean never = kind == MemoryKind.EVENT && from != null && from.isAfter(said);
        return ending(valid, never ? from : notBefore(from, earlier(valid.to(), start)), by);
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

    private static TimePrecision precision(SourcedClaim said) {
        Validity claimed = said.claim().valid();
        return claimed.from() == null && claimed.to() == null ? TimePrecision.INSTANT : claimed.precision();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return other == null || (one != null && one.isAfter(other)) ? one : other;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return other == null || (one != null && one.isBefore(other)) ? one : other;
    }
}
