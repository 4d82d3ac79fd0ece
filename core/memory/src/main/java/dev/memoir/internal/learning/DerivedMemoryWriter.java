// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.Redactor;
import dev.memoir.internal.extract.GeneratedSummary;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.RejectedProposal;
import dev.memoir.ledger.SummaryLedger;
import dev.memoir.ledger.UnsummarizedTurns;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes memories that are derived from a series of turns, such as summaries: the new memory, the one that it
 * supersedes, and rejected parts. Thread-safe.
 */
public final class DerivedMemoryWriter {

    private final SummaryLedger ledger;
    private final LearningContext memory;
    private final IdGenerator ids;
    private final Redactor redactor;

    /**
     * Creates a writer.
     *
     * @param ledger the ledger to write to
     * @param memory the memory, which embeds texts and updates the index
     * @param ids the generator of ids
     * @param redactor removes secrets from rejected parts
     */
    public DerivedMemoryWriter(SummaryLedger ledger, LearningContext memory, IdGenerator ids, Redactor redactor) {
        this.ledger = ledger;
        this.memory = memory;
        this.ids = ids;
        this.redactor = redactor;
    }

    /** {@return the time zone for turns that have none} */
    public ZoneId zone() {
        return memory.zone();
    }

    /**
     * Records a procedure: how a task was done.
     *
     * @param turns the turns of the task, in order, of one scope
     * @param generated the record, with text
     * @param writer the name and version of the writer of the record
     * @param now the time of recording
     * @return the memory, or empty if one of the turns was forgotten in the meantime
     */
    public Optional<Memory> record(List<StoredTurn> turns, GeneratedSummary generated, String writer, Instant now) {
        return withFixedEmbedder().recorded(turns, generated, writer, now);
    }

    /**
     * Keeps vectors and the name of their space consistent, even if the memory's embedder is replaced in the meantime.
     */
    private DerivedMemoryWriter withFixedEmbedder() {
        return new DerivedMemoryWriter(ledger, memory.withFixedEmbedder(), ids, redactor);
    }

    private Optional<Memory> recorded(List<StoredTurn> turns, GeneratedSummary generated, String writer, Instant now) {
        Scope scope = turns.get(0).scope();
        Memory procedure = derived(MemoryKind.PROCEDURE, turns, scope, text(generated), writer, null, now);
        String operation = ids.next();
        LearnedBatch batch = batch(
                scope,
                List.of(added(procedure, operation, turns, writer, now)),
                rejections(generated.rejected(), operation, turns, writer, now, true),
                writer,
                now,
                generated.tokens());
        if (!ledger.writeDerived(batch, turns.stream().map(StoredTurn::id).toList())) {
            return Optional.empty();
        }
        memory.updateIndex();
        return Optional.of(procedure);
    }

    private static String text(GeneratedSummary generated) {
        String text = generated.text();
        if (text == null) {
            throw new IllegalArgumentException("The record has no text, so there is nothing to write.");
        }
        return text;
    }

    /** {@return whether the summary was written} */
    boolean commit(
            UnsummarizedTurns episode, List<StoredTurn> turns, GeneratedSummary generated, String writer, Instant now) {
        return withFixedEmbedder().committed(episode, turns, generated, writer, now);
    }

    private boolean committed(
            UnsummarizedTurns episode, List<StoredTurn> turns, GeneratedSummary generated, String writer, Instant now) {
        Scope scope = episode.conversation().scope();
        List<LearnedStep> steps = new ArrayList<>();
        String operation = ids.next();
        Memory before = episode.summary();
        String text = generated.text();
        String id = null;
        if (text != null && (before == null || !before.text().equals(text))) {
            Memory summary = derived(MemoryKind.SUMMARY, turns, scope, text, writer, before, now);
            id = summary.id();
            steps.add(added(summary, operation, turns, writer, now));
            if (before != null) {
                steps.add(superseded(before, summary, operation, writer, now));
            }
        }
        boolean written = ledger.summarize(
                episode,
                id,
                batch(
                        scope,
                        steps,
                        rejections(generated.rejected(), operation, turns, writer, now, id != null || before == null),
                        writer,
                        now,
                        generated.tokens()));
        if (written) {
            memory.updateIndex();
        }
        return written;
    }

    /**
     * {@return the rejected parts of a summary that was rejected as a whole} They may contain words of the previous
     * summary, which must vanish when its turns are forgotten; if there is one, only the reasons are kept.
     */
    List<RejectedProposal> failed(
            UnsummarizedTurns episode,
            List<StoredTurn> turns,
            List<GeneratedSummary.Rejected> rejected,
            String writer,
            Instant now) {
        return rejections(rejected, ids.next(), turns, writer, now, episode.summary() == null);
    }

    /**
     * Records that turns are left out of the summary because the model rejects them.
     *
     * @return whether this was written
     */
    boolean leaveOut(UnsummarizedTurns episode, List<StoredTurn> turns, String why, String writer, Instant now) {
        MemoryEvent event = new MemoryEvent(
                ids.next(),
                ids.next(),
                null,
                MemoryEvent.Type.REJECT,
                null,
                null,
                "REJECTED_BY_MODEL: " + why,
                writer,
                now);
        List<RejectedProposal> rejections = List.of(new RejectedProposal(event, citations(turns)));
        return ledger.summarize(
                episode, null, batch(episode.conversation().scope(), List.of(), rejections, writer, now, 0));
    }

    private List<RejectedProposal> rejections(
            List<GeneratedSummary.Rejected> rejected,
            String operation,
            List<StoredTurn> turns,
            String writer,
            Instant now,
            boolean words) {
        return rejected.stream()
                .map(part -> new RejectedProposal(
                        new MemoryEvent(
                                ids.next(),
                                operation,
                                null,
                                MemoryEvent.Type.REJECT,
                                null,
                                words && part.why().keepsText() ? redactor.redact(part.text()) : null,
                                words
                                        ? part.why().reason() + ": "
                                                + part.why().detail()
                                        : part.why().reason().name(),
                                writer,
                                now),
                        citations(turns)))
                .toList();
    }

    private Memory derived(
            MemoryKind kind,
            List<StoredTurn> turns,
            Scope scope,
            String text,
            String writer,
            @Nullable Memory before,
            Instant now) {
        Optional<StoredTurn> last = turns.stream().max(Comparator.comparing(StoredTurn::at));
        Instant from = last.map(StoredTurn::at).orElse(now);
        Instant earlier = before == null ? null : before.valid().from();
        return Memory.builder(ids.next(), scope, text, now)
                .kind(kind)
                .origin(leastTrusted(turns, before))
                .valid(Validity.from(earlier == null || earlier.isBefore(from) ? from : earlier, TimePrecision.INSTANT)
                        .in(last.map(turn -> turn.turn().zone()).orElse(null)))
                .supersedes(before == null ? null : before.id())
                .extractor(writer)
                .build();
    }

    private static Origin leastTrusted(Collection<StoredTurn> turns, @Nullable Memory before) {
        List<Origin> origins = new ArrayList<>();
        turns.forEach(turn -> origins.add(turn.turn().origin()));
        if (before != null) {
            origins.add(before.origin());
        }
        return Origin.leastTrusted(origins, Origin.USER);
    }

    private LearnedStep added(Memory derived, String operation, List<StoredTurn> turns, String writer, Instant now) {
        return new LearnedStep(
                null,
                derived,
                new MemoryEvent(
                        ids.next(),
                        operation,
                        derived.id(),
                        MemoryEvent.Type.ADD,
                        null,
                        derived.text(),
                        "derived from " + turns.size() + " turns",
                        writer,
                        now),
                citations(turns),
                memory.vectors(List.of(derived.text())).get(0));
    }

    private LearnedStep superseded(Memory before, Memory summary, String operation, String writer, Instant now) {
        Memory past = before.toBuilder()
                .supersededBy(summary.id())
                .valid(before.valid().until(summary.valid().from()))
                .updatedAt(now)
                .build();
        return new LearnedStep(
                before,
                past,
                new MemoryEvent(
                        ids.next(),
                        operation,
                        before.id(),
                        MemoryEvent.Type.SUPERSEDE,
                        before.text(),
                        summary.text(),
                        "the conversation continued",
                        writer,
                        now),
                List.of(),
                null);
    }

    private LearnedBatch batch(
            Scope scope,
            List<LearnedStep> steps,
            List<RejectedProposal> rejections,
            String writer,
            Instant now,
            int tokens) {
        return new LearnedBatch(
                scope, List.of(), steps, rejections, memory.embedderId(), now, writer, false, null, tokens);
    }

    /** A derived memory cites its turns as a whole, without quotes. */
    private static List<Citation> citations(List<StoredTurn> turns) {
        return turns.stream().map(turn -> new Citation(turn.id(), "")).toList();
    }
}
