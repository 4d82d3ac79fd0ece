package dev.memoir.resolve;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.Metadata;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Proposal.Add;
import dev.memoir.extract.Proposal.Delete;
import dev.memoir.extract.Proposal.Update;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proposals of one batch, one after the other. */
final class Resolving {

    private final Sameness sameness;
    private final Repetition repetition;
    private final Succession succession;
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
        this.repetition = new Repetition(chains, sameness);
        this.succession = new Succession(chains, sameness, this::fresh);
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
        Optional<Memory> same = repetition.of(said, chains.all());
        if (same.isPresent()) {
            repetition.confirm(same.get(), said, steps);
        } else {
            steps.add(fresh(said).build(), said.sources());
        }
    }

    private void update(Update update, Said said, Steps steps) {
        Memory named = chains.find(update.memoryId());
        if (named == null) {
            add(said, steps);
            return;
        }
        Memory target = corrected(named);
        // What was denied may have lost its links, what was over never had any.
        boolean over = said.claim().valid().to() != null;
        List<Memory> around = Stream.concat(
                        chains.around(target).stream(),
                        chains.all().stream()
                                .filter(memory ->
                                        (over || memory.retractedAt() != null) && repetition.drawnBefore(said, memory)))
                .toList();
        Optional<Memory> same = repetition.of(said, around);
        List<Memory> line = chains.line(target);
        if (same.isPresent()) {
            repetition.confirm(same.get(), said, steps);
        } else if (line.isEmpty() || line.get(0).retractedAt() != null || sameness.unrelated(said, named)) {
            // It changes nothing that is known: what it names is gone, or is about something else altogether.
            add(said, steps);
        } else if (target.retractedAt() == null
                && (update.correction() || sameness.refines(said, target, chains.lastSaid(target)))) {
            succession.correct(target, said, steps);
        } else if (succession.interrupts(line, said)) {
            add(said, steps);
        } else {
            succession.change(line, said, steps);
        }
    }

    /** What was corrected meanwhile stands for nothing; its correction does. */
    private Memory corrected(Memory memory) {
        Memory next = memory.retractedAt() == null ? null : chains.find(memory.supersededBy());
        return next == null ? memory : corrected(next);
    }

    private void delete(Delete delete, Steps steps) {
        Memory named = chains.find(delete.memoryId());
        if (named == null || !deniable(named)) {
            return;
        }
        Memory denied = latest(named, Said.ids(delete.sources()));
        if (denied.retractedAt() == null) {
            succession.retract(denied, steps);
        }
    }

    /**
     * What was denied before, or corrected before the batch, is not denied again in what its chain leads to since. What the
     * batch itself corrected is denied in its correction.
     */
    private boolean deniable(Memory named) {
        if (named.retractedAt() == null) {
            return true;
        }
        Memory correction = chains.find(named.supersededBy());
        return correction != null && chains.saidOnlyIn(correction, batch) && deniable(correction);
    }

    /**
     * What an extractor denied was the latest that it knew. If something took that one's place in the same batch, said no
     * later, that is meant.
     */
    private Memory latest(Memory named, Set<String> said) {
        return chains.behind(named).stream()
                .filter(next -> chains.saidOnlyIn(next, batch) && !chains.saidAfter(next, said))
                .filter(next -> next.retractedAt() == null || next.supersededBy() == null)
                .max(Comparator.<Memory, Instant>comparing(next -> Place.beginning(next, chains.lastSaid(next)))
                        .thenComparing(chains::lastSaid)
                        .thenComparing(Memory::id))
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
                .metadata(Metadata.shared(chains.metadata(said.turns())))
                .extractor(extractor);
    }
}
