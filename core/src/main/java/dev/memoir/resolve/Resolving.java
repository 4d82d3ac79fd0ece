package dev.memoir.resolve;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Proposal.Add;
import dev.memoir.extract.Proposal.Delete;
import dev.memoir.extract.Proposal.Update;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The proposals of one batch, one after the other. */
final class Resolving {

    private final Sameness sameness;
    private final IdGenerator ids;
    private final Known known;
    private final String extractor;
    private final Instant now;
    private final Chains chains;
    private final Set<String> batch;

    Resolving(
            Sameness sameness, IdGenerator ids, Known known, String extractor, Instant now, List<Proposal> proposals) {
        this.sameness = sameness;
        this.ids = ids;
        this.known = known;
        this.extractor = extractor;
        this.now = now;
        this.chains = new Chains(known);
        this.batch = proposals.stream()
                .flatMap(proposal -> Said.ids(proposal.sources()).stream())
                .collect(Collectors.toSet());
    }

    List<Revision> resolve(Proposal proposal) {
        Steps steps = new Steps(chains, now, Quoted.from(proposal.sources()));
        // A switch over sealed types is Java 21's.
        if (proposal instanceof Add add) {
            add(Said.of(add, known.turns(), now), steps);
        } else if (proposal instanceof Update update) {
            update(update, Said.of(update, known.turns(), now), steps);
        } else if (proposal instanceof Delete delete) {
            delete(delete, steps);
        }
        return steps.taken();
    }

    private void add(Said said, Steps steps) {
        Optional<Memory> same = best(said, chains.all());
        if (same.isPresent()) {
            confirm(same.get(), said, steps);
        } else {
            steps.add(fresh(said).build(), said.sources());
        }
    }

    /**
     * Of memories that say the same the one that a claim confirms: what was drawn from the same turn before, even if it was
     * retracted since, for the turn says nothing new; else a past one, if the claim tells of its time; else a current one.
     */
    private Optional<Memory> best(Said said, Collection<Memory> among) {
        List<Memory> same = among.stream()
                .filter(memory -> drawnBefore(said, memory) || sameness.same(said, memory, chains.lastSaid(memory)))
                .sorted(Comparator.comparing(Memory::id))
                .toList();
        List<Predicate<Memory>> wishes = List.of(
                memory -> memory.retractedAt() == null && chains.saidIn(memory, said.turns()),
                memory -> chains.saidIn(memory, said.turns()),
                memory -> memory.retractedAt() == null && !memory.current() && tellsOf(memory, said),
                memory -> memory.current() && memory.text().equals(said.claim().text()),
                Memory::current);
        return wishes.stream().flatMap(wish -> same.stream().filter(wish)).findFirst();
    }

    /** One turn may tell of two events in the same words; of a fact it tells once, whatever became of its dates since. */
    private boolean drawnBefore(Said said, Memory memory) {
        return memory.kind() != MemoryKind.EVENT
                && chains.saidIn(memory, said.turns())
                && sameness.sameWords(said, memory);
    }

    private static boolean tellsOf(Memory past, Said said) {
        return past.valid().holdsAt(said.start())
                || said.start().equals(past.valid().from());
    }

    private void confirm(Memory memory, Said said, Steps steps) {
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
    private Validity specified(Memory memory, Said said) {
        Validity valid = memory.valid();
        Validity claimed = said.claim().valid();
        Instant from = valid.from();
        Instant to = valid.to();
        boolean first = chains.standing(memory.supersedes()) == null;
        if (from == null
                && first
                && claimed.from() != null
                && !claimed.from().isAfter(chains.lastSaid(memory))
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
        return unchanged
                ? valid
                : new Validity(from, to, valid.from() == null ? claimed.precision() : valid.precision());
    }

    private static List<String> united(Memory memory, Said said) {
        List<String> united = new ArrayList<>(memory.entities());
        Set<String> keys = united.stream().map(EntityNames::key).collect(Collectors.toSet());
        said.claim().entities().stream()
                .filter(name -> keys.add(EntityNames.key(name)))
                .forEach(united::add);
        return united;
    }

    private void update(Update update, Said said, Steps steps) {
        Memory named = chains.find(update.memoryId());
        if (named == null) {
            add(said, steps);
            return;
        }
        Memory target = corrected(named);
        // What was denied may have lost its links.
        List<Memory> around = Stream.concat(
                        chains.around(target).stream(),
                        chains.all().stream()
                                .filter(memory -> memory.retractedAt() != null && drawnBefore(said, memory)))
                .toList();
        Optional<Memory> same = best(said, around);
        List<Memory> line = chains.line(target);
        if (same.isPresent()) {
            confirm(same.get(), said, steps);
        } else if (line.isEmpty() || line.get(0).retractedAt() != null || sameness.unrelated(said, named)) {
            // It denies nothing that is known: what it names is gone, or is about something else altogether.
            add(said, steps);
        } else if (target.retractedAt() == null
                && (update.correction() || sameness.refines(said, target, chains.lastSaid(target)))) {
            correct(target, said, steps);
        } else {
            change(line, said, steps);
        }
    }

    /** What was corrected meanwhile stands for nothing; its correction does. */
    private Memory corrected(Memory memory) {
        Memory next = memory.retractedAt() == null ? null : chains.find(memory.supersededBy());
        return next == null ? memory : corrected(next);
    }

    /** The new takes its place in time: mostly the last, but what is told late stays behind what held later. */
    private void change(List<Memory> line, Said claimed, Steps steps) {
        Memory stray = stray(line, claimed);
        Said said = stray == null ? claimed : claimed.from(stray.valid());
        Place place = Place.of(said, line, chains::lastSaid);
        Memory before = place.before();
        Memory after = place.after();
        if (before != null && interrupts(said, before)) {
            add(claimed, steps);
            return;
        }
        Instant turning = after == null ? null : Place.beginning(after, chains.lastSaid(after));
        Validity valid = said.claim().valid();
        Instant from = before == null
                ? valid.from()
                : later(said.start(), before.valid().from());
        from = from == null ? null : earlier(from, turning);
        Validity between = new Validity(from, notBefore(from, earlier(valid.to(), turning)), precision(said));
        Memory fresh = (stray == null ? fresh(said) : stray.toBuilder())
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
     * Whether a claim was over while what held before it went on: a trip to Rome does not end living in Berlin, so each stands
     * alone.
     */
    private boolean interrupts(Said said, Memory before) {
        Instant over = said.claim().valid().to();
        Instant end = before.valid().to();
        return over != null && !chains.lastSaid(before).isBefore(over) && (end == null || end.isAfter(over));
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
    private void correct(Memory wrong, Said said, Steps steps) {
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
        Memory fresh = fresh(said)
                .valid(new Validity(
                        from, to, dated ? claimed.precision() : wrong.valid().precision()))
                .supersedes(before == null ? null : before.id())
                .supersededBy(wrong.supersededBy())
                .build();
        steps.add(fresh, said.sources());
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

    private void delete(Delete delete, Steps steps) {
        Memory named = chains.find(delete.memoryId());
        if (named == null) {
            return;
        }
        Memory denied = latest(named, Said.at(delete.sources(), known.turns(), now));
        if (denied.retractedAt() != null) {
            return;
        }
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
     * What an extractor denied was the latest that it knew. If what it proposed before took that one's place in the same
     * batch, that is meant.
     */
    private Memory latest(Memory named, Instant said) {
        return chains.successors(named).stream()
                .filter(next ->
                        chains.saidOnlyIn(next, batch) && !chains.lastSaid(next).isAfter(said))
                .max(Comparator.comparing(chains::lastSaid).thenComparing(Memory::id))
                .map(next -> latest(next, said))
                .orElse(named);
    }

    private Memory.Builder fresh(Said said) {
        return Memory.builder(ids.next(), known.scope(), said.claim().text(), now)
                .kind(said.claim().kind())
                .subject(said.claim().subject())
                .attributedTo(said.by())
                .origin(said.origin())
                .entities(said.claim().entities())
                .valid(said.claim().valid())
                .extractor(extractor);
    }

    private static Validity ending(Validity valid, @Nullable Instant to, Validity by) {
        return new Validity(valid.from(), to, valid.from() == null ? by.precision() : valid.precision());
    }

    private static Validity beginning(Validity valid, @Nullable Instant from) {
        return new Validity(from, valid.to(), valid.precision());
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
