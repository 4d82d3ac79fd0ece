// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.Metadata;
import dev.memoir.extract.Proposal;
import dev.memoir.extract.Proposal.Add;
import dev.memoir.extract.Proposal.Delete;
import dev.memoir.extract.Proposal.Update;
import dev.memoir.ledger.StatementOrder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Resolves the proposals of one batch, one after the other. Not thread-safe. */
final class BatchResolution {

    private final DuplicateDetector detector;
    private final DuplicateMerger merger;
    private final ChainEditor editor;
    private final IdGenerator ids;
    private final ResolutionContext context;
    private final String extractor;
    private final Instant now;
    private final MemoryChains chains;
    private final Set<String> batch;

    BatchResolution(
            DuplicateDetector detector,
            IdGenerator ids,
            ResolutionContext context,
            String extractor,
            Instant now,
            List<Proposal> proposals) {
        this.detector = detector;
        this.ids = ids;
        this.context = context;
        this.extractor = extractor;
        this.now = now;
        this.chains = new MemoryChains(context);
        this.merger = new DuplicateMerger(chains, detector);
        this.editor = new ChainEditor(chains, detector, this::newMemory);
        this.batch = proposals.stream()
                .flatMap(proposal -> SourcedClaim.ids(proposal.sources()).stream())
                .collect(Collectors.toSet());
    }

    List<Revision> resolve(Proposal proposal) {
        RevisionLog log = new RevisionLog(chains, now, QuoteExcerpt.from(proposal.sources()));
        // A switch over sealed types needs Java 21.
        if (proposal instanceof Add add) {
            add(SourcedClaim.of(add, context.turns(), now), log);
        } else if (proposal instanceof Update update) {
            update(update, SourcedClaim.of(update, context.turns(), now), log);
        } else if (proposal instanceof Delete delete) {
            delete(delete, log);
        }
        return log.revisions();
    }

    private void add(SourcedClaim sourced, RevisionLog log) {
        Optional<Memory> same = merger.of(sourced, chains.all(), true);
        if (same.isPresent()) {
            merger.confirm(same.get(), sourced, log);
        } else {
            log.add(newMemory(sourced).build(), sourced.sources());
        }
    }

    private void update(Update update, SourcedClaim sourced, RevisionLog log) {
        Memory named = chains.find(update.memoryId());
        if (named == null) {
            add(sourced, log);
            return;
        }
        Memory target = correctionOf(named);
        List<Memory> members = chains.members(target);
        ChainPosition position = ChainPosition.of(sourced.time(), members, chains);
        Optional<Memory> same =
                merger.of(sourced, candidates(target, position, sourced), !position.last() || isPast(sourced));
        if (same.isPresent()) {
            merger.confirm(same.get(), sourced, log);
        } else if (members.isEmpty() || members.get(0).retractedAt() != null || detector.unrelated(sourced, named)) {
            // It changes no known memory: its target is gone, or is about something entirely different.
            add(sourced, log);
        } else if (inSameTurn(named, position, sourced)) {
            add(sourced, log);
        } else if (corrects(update, target, position, sourced)) {
            editor.correct(target, sourced, log);
        } else if (editor.interrupts(position, sourced)) {
            add(sourced, log);
        } else {
            change(members, position, sourced, log);
        }
    }

    /** A separate memory that was said again since is not linked into the chain by older words. */
    private void change(List<Memory> members, ChainPosition position, SourcedClaim sourced, RevisionLog log) {
        Memory unlinked = editor.unlinked(members, sourced);
        if (unlinked != null && !position.last()) {
            merger.confirm(unlinked, sourced, log);
        } else {
            editor.change(position, sourced, unlinked, log);
        }
    }

    /**
     * {@return the members of a chain, and other memories that were extracted from the same turn before} The others are
     * denied, past and ended ones, or any if the claim is not the last. A current memory on its own may have to be
     * linked to the chain instead.
     */
    private List<Memory> candidates(Memory target, ChainPosition position, SourcedClaim sourced) {
        boolean apart = sourced.claim().valid().to() != null || !position.last();
        return Stream.concat(
                        chains.around(target).stream(),
                        chains.all().stream()
                                .filter(memory ->
                                        (apart || !memory.current()) && merger.extractedBefore(sourced, memory)))
                .toList();
    }

    /** {@return whether a claim was already past when it was said} */
    private static boolean isPast(SourcedClaim sourced) {
        Instant to = sourced.claim().valid().to();
        return to != null && !to.isAfter(sourced.at());
    }

    /**
     * {@return whether the successor of the target was said in the same turn, which does not supersede its own words}
     */
    private boolean inSameTurn(Memory named, ChainPosition position, SourcedClaim sourced) {
        Memory previous = position.previous();
        return previous != null
                && !previous.id().equals(named.id())
                && position.last()
                && chains.lastSaid(previous).equals(sourced.time());
    }

    /** {@return whether a claim corrects the text of its target} Older words do not correct what was said since. */
    private boolean corrects(Update update, Memory target, ChainPosition position, SourcedClaim sourced) {
        if (target.retractedAt() != null
                || chains.lastTurn(target)
                        .filter(turn -> turn.isAfter(sourced.time()))
                        .isPresent()) {
            return false;
        }
        return update.correction()
                || (target.equals(position.previous())
                        && detector.refines(
                                sourced, target, chains.lastSaid(target).at()));
    }

    /** {@return the correction of a memory that was corrected in the meantime, else the memory itself} */
    private Memory correctionOf(Memory memory) {
        Memory next = memory.retractedAt() == null ? null : chains.find(memory.supersededBy());
        return next == null ? memory : correctionOf(next);
    }

    private void delete(Delete delete, RevisionLog log) {
        Memory named = chains.find(delete.memoryId());
        if (named == null || !deniable(named)) {
            return;
        }
        Set<String> cited = SourcedClaim.ids(delete.sources());
        Memory denied = latest(named, cited);
        if (denied.retractedAt() == null && !saidSince(denied, cited)) {
            editor.retract(denied, log);
        }
    }

    /**
     * A memory that was denied before, or corrected before this batch, cannot be denied again in a later member of its
     * chain. If this batch itself corrected it, the denial applies to the correction.
     */
    private boolean deniable(Memory named) {
        if (named.retractedAt() == null) {
            return true;
        }
        Memory correction = chains.find(named.supersededBy());
        return correction != null && chains.saidOnlyIn(correction, batch) && deniable(correction);
    }

    /**
     * An extractor denies the latest memory that it knows. If a successor was added in the same batch, and was not said
     * later, the denial applies to the successor.
     */
    private Memory latest(Memory named, Set<String> cited) {
        return chains.successors(named).stream()
                .filter(next -> chains.saidOnlyIn(next, batch) && !saidSince(next, cited))
                .filter(next -> next.retractedAt() == null || next.supersededBy() == null)
                .max(Comparator.comparing(chains::lastSaid).thenComparing(Memory::id))
                .orElse(named);
    }

    /** {@return whether a memory was said in a turn after all of these} */
    private boolean saidSince(Memory memory, Set<String> turns) {
        Optional<StatementOrder> lastSaid = chains.lastTurn(memory);
        Optional<StatementOrder> last = chains.lastOf(turns);
        return lastSaid.isPresent() && last.isPresent() && lastSaid.get().isAfter(last.get());
    }

    private Memory.Builder newMemory(SourcedClaim sourced) {
        return Memory.builder(ids.next(), context.scope(), sourced.claim().text(), now)
                .kind(sourced.claim().kind())
                .subject(sourced.claim().subject())
                .attributedTo(sourced.attributedTo())
                .origin(sourced.origin())
                .entities(sourced.claim().entities())
                .valid(sourced.claim().valid())
                .metadata(Metadata.common(chains.metadata(sourced.turns())))
                .extractor(extractor);
    }
}
