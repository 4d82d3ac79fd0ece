package dev.memoir.resolve;

import dev.memoir.Memory;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Memories take, leave and give back places in a chain; their neighbours are mended so that it stays one line in time. */
final class Succession {

    private final Chains chains;
    private final Sameness sameness;
    private final Function<Said, Memory.Builder> minted;

    /** @param minted what makes a new memory of a claim */
    Succession(Chains chains, Sameness sameness, Function<Said, Memory.Builder> minted) {
        this.chains = chains;
        this.sameness = sameness;
        this.minted = minted;
    }

    /** The new takes its place in time: mostly the last, but what is told late stays behind what held later. */
    void change(List<Memory> line, Said claimed, Steps steps) {
        Memory stray = stray(line, claimed);
        Said said = stray == null ? claimed : claimed.from(stray.valid());
        Place place = Place.of(said, line, chains::lastSaid);
        Memory before = place.before();
        Memory after = place.after();
        Instant turning = after == null ? null : Place.beginning(after, chains.lastSaid(after));
        Validity valid = said.claim().valid();
        Instant from = before == null
                ? valid.from()
                : later(said.start(), before.valid().from());
        from = from == null ? null : earlier(from, turning);
        Validity between =
                new Validity(from, notBefore(from, earlier(valid.to(), turning)), precision(said), valid.zone());
        Memory fresh = (stray == null ? minted.apply(said) : stray.toBuilder())
                .valid(between)
                .supersedes(before == null ? null : before.id())
                .supersededBy(after == null ? null : after.id())
                .build();
        if (stray == null) {
            steps.add(fresh, said.sources());
        } else {
            steps.link(stray, fresh, said.sources());
        }
        if (before != null) {
            giveWay(before, fresh, steps);
        }
        if (after != null && after.retractedAt() == null) {
            steps.mend(after, after.toBuilder().supersedes(fresh.id()).valid(beginning(after.valid(), turning)));
        }
    }

    /** What says the same but stands alone, because it was not known to be a change. */
    private @Nullable Memory stray(List<Memory> line, Said said) {
        return said.claim().valid().to() != null
                ? null
                : chains.all().stream()
                        .filter(memory -> memory.current()
                                && memory.valid().to() == null
                                && !line.contains(memory)
                                && chains.line(memory).size() == 1
                                && sameness.same(said, memory, chains.lastSaid(memory)))
                        .findFirst()
                        .orElse(null);
    }

    /**
     * {@return whether a claim was over while what held before it went on} A trip to Rome does not end living in Berlin: each
     * stands alone.
     */
    boolean interrupts(List<Memory> line, Said said) {
        Memory before = Place.of(said, line, chains::lastSaid).before();
        Instant over = said.claim().valid().to();
        if (before == null || over == null || chains.lastSaid(before).isBefore(over)) {
            return false;
        }
        Instant end = before.valid().to();
        return end == null || end.isAfter(over);
    }

    private void giveWay(Memory before, Memory fresh, Steps steps) {
        Instant from = fresh.valid().from();
        Memory.Builder after = before.toBuilder()
                .supersededBy(fresh.id())
                .valid(ending(before.valid(), earlier(before.valid().to(), from), fresh.valid()));
        if (before.current()) {
            steps.supersede(before, after, fresh);
        } else {
            steps.mend(before, after);
        }
    }

    /** It was never so: the new takes its place between the same neighbours. */
    void correct(Memory wrong, Said said, Steps steps) {
        Memory before = chains.standing(wrong.supersedes());
        Memory after = chains.find(wrong.supersededBy());
        Validity claimed = said.claim().valid();
        boolean dated = claimed.from() != null;
        Instant from = dated ? claimed.from() : wrong.valid().from();
        if (before != null) {
            from = later(from, before.valid().from());
        }
        Instant turning = after == null ? null : Place.beginning(after, chains.lastSaid(after));
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
            Instant end = before.valid().to();
            Instant mended = end == null || end.equals(wrong.valid().from()) ? from : earlier(end, from);
            steps.mend(
                    before,
                    before.toBuilder().supersededBy(fresh.id()).valid(ending(before.valid(), mended, fresh.valid())));
        }
        if (after != null && after.retractedAt() == null) {
            steps.mend(after, after.toBuilder().supersedes(fresh.id()));
        }
    }

    /** It leaves its place, and nothing takes it. What held before it is not current again. */
    void retract(Memory denied, Steps steps) {
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

    private static TimePrecision precision(Said said) {
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
