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
final class BatchResolution {

    private final DuplicateDetector sameness;
    private final DuplicateMerger repetition;
    private final ChainEditor succession;
    private final IdGenerator ids;
    private final ResolutionContext known;
    private final String extractor;
    private final Instant now;
    private final MemoryChains chains;
    private final Set<String> batch;

    BatchResolution(
            DuplicateDetector sameness,
            IdGenerator ids,
            ResolutionContext known,
            String extractor,
            Instant now,
            List<Proposal> proposals) {
        this.sameness = sameness;
        this.ids = ids;
        this.known = known;
        this.extractor = extractor;
        this.now = now;
        this.chains = new MemoryChains(known);
        this.repetition = new DuplicateMerger(chains, sameness);
        this.succession = new ChainEditor(chains, sameness, this::fresh);
        this.batch = proposals.stream()
                .flatMap(proposal -> SourcedClaim.ids(proposal.sources()).stream())
                .collect(Collectors.toSet());
    }

    List<Revision> resolve(Proposal proposal) {
        RevisionLog steps = new RevisionLog(chains, now, QuoteExcerpt.from(proposal.sources()));
        // A switch over sealed types is Java 21's.
        if (proposal instanceof Add add) {
            add(SourcedClaim.of(add, known.turns(), now), steps);
        } else if (proposal instanceof Update update) {
            update(update, SourcedClaim.of(update, known.turns(), now), steps);
        } else if (proposal instanceof Delete delete) {
            delete(delete, steps);
        }
        return steps.taken();
    }

    private void add(SourcedClaim said, RevisionLog steps) {
        Optional<Memory> same = repetition.of(said, chains.all(), true);
        if (same.isPresent()) {
            repetition.confirm(same.get(), said, steps);
        } else {
            steps.add(fresh(said).build(), said.sources());
        }
    }

    private void update(Update update, SourcedClaim said, RevisionLog steps) {
        Memory named = chains.find(update.memoryId());
        if (named == null) {
            add(said, steps);
            return;
        }
        Memory target = corrected(named);
        List<Memory> line = chains.line(target);
        ChainPosition place = ChainPosition.of(said.time(), line, chains);
        Optional<Memory> same = repetition.of(said, around(target, place, said), !place.last() || over(said));
        if (same.isPresent()) {
            repetition.confirm(same.get(), said, steps);
        } else if (line.isEmpty() || line.get(0).retractedAt() != null || sameness.unrelated(said, named)) {
            // It changes nothing that is known: what it names is gone, or is about something else altogether.
            add(said, steps);
        } else if (inSameBreath(named, place, said)) {
            add(said, steps);
        } else if (corrects(update, target, place, said)) {
            succession.correct(target, said, steps);
        } else if (succession.interrupts(place, said)) {
            add(said, steps);
        } else {
            change(line, place, said, steps);
        }
    }

    /** What stands alone and was said again since does not follow older words into a chain. */
    private void change(List<Memory> line, ChainPosition place, SourcedClaim said, RevisionLog steps) {
        Memory stray = succession.stray(line, said);
        if (stray != null && !place.last()) {
            repetition.confirm(stray, said, steps);
        } else {
            succession.change(place, said, stray, steps);
        }
    }

    /**
     * A chain; and what was drawn from the same turn before and is not in it: what was denied, is past or over, or was said
     * since. What is current, and alone, may have to be linked to the chain.
     */
    private List<Memory> around(Memory target, ChainPosition place, SourcedClaim said) {
        boolean apart = said.claim().valid().to() != null || !place.last();
        return Stream.concat(
                        chains.around(target).stream(),
                        chains.all().stream()
                                .filter(memory -> (apart || !memory.current()) && repetition.drawnBefore(said, memory)))
                .toList();
    }

    /** {@return whether a claim tells of what was past when it was said} */
    private static boolean over(SourcedClaim said) {
        Instant to = said.claim().valid().to();
        return to != null && !to.isAfter(said.at());
    }

    /** {@return whether what took the known one's place was said in the same turn: one turn does not displace its own words} */
    private boolean inSameBreath(Memory named, ChainPosition place, SourcedClaim said) {
        Memory previous = place.previous();
        return previous != null
                && !previous.id().equals(named.id())
                && place.last()
                && chains.lastSaid(previous).equals(said.time());
    }

    /** {@return whether a claim corrects the words of what it names} What was said since is not corrected by older words. */
    private boolean corrects(Update update, Memory target, ChainPosition place, SourcedClaim said) {
        if (target.retractedAt() != null
                || chains.lastTurn(target)
                        .filter(turn -> turn.isAfter(said.time()))
                        .isPresent()) {
            return false;
        }
        return update.correction()
                || (target.equals(place.previous())
                        && sameness.refines(
                                said, target, chains.lastSaid(target).at()));
    }

    /** What was corrected meanwhile stands for nothing; its correction does. */
    private Memory corrected(Memory memory) {
        Memory next = memory.retractedAt() == null ? null : chains.find(memory.supersededBy());
        return next == null ? memory : corrected(next);
    }

    private void delete(Delete delete, RevisionLog steps) {
        Memory named = chains.find(delete.memoryId());
        if (named == null || !deniable(named)) {
            return;
        }
        Set<String> cited = SourcedClaim.ids(delete.sources());
        Memory denied = latest(named, cited);
        if (denied.retractedAt() == null && !saidSince(denied, cited)) {
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
                .filter(next -> chains.saidOnlyIn(next, batch) && !saidSince(next, said))
                .filter(next -> next.retractedAt() == null || next.supersededBy() == null)
                .max(Comparator.comparing(chains::lastSaid).thenComparing(Memory::id))
                .orElse(named);
    }

    /** {@return whether a turn says so that comes after all of these} */
    private boolean saidSince(Memory memory, Set<String> turns) {
        Optional<StatementOrder> said = chains.lastTurn(memory);
        Optional<StatementOrder> last = chains.lastOf(turns);
        return said.isPresent() && last.isPresent() && said.get().isAfter(last.get());
    }

    private Memory.Builder fresh(SourcedClaim said) {
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
