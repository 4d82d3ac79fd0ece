package dev.memoir.ingest;

import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import dev.memoir.extract.Citation;
import dev.memoir.extract.GeneratedSummary;
import dev.memoir.extract.Redactor;
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
 * Writes what retells turns: a memory that comes from all of them, what it takes the place of, and what was turned away.
 * Thread-safe.
 */
public final class DerivedMemoryWriter {

    private final SummaryLedger ledger;
    private final LearningContext memory;
    private final IdGenerator ids;
    private final Redactor redactor;

    /**
     * Writes to a ledger.
     *
     * @param ledger where
     * @param memory makes vectors, and has the index follow
     * @param ids mints ids
     * @param redactor takes secrets out of what was turned away
     */
    public DerivedMemoryWriter(SummaryLedger ledger, LearningContext memory, IdGenerator ids, Redactor redactor) {
        this.ledger = ledger;
        this.memory = memory;
        this.ids = ids;
        this.redactor = redactor;
    }

    /** {@return the time zone of turns that have none} */
    public ZoneId zone() {
        return memory.zone();
    }

    /**
     * Records how something was done.
     *
     * @param turns what was said and done, in order, of one scope
     * @param retold the record, with text
     * @param writer name and version of what wrote it
     * @param now when
     * @return the memory, or empty if one of the turns was forgotten meanwhile
     */
    public Optional<Memory> record(List<RecordedTurn> turns, GeneratedSummary retold, String writer, Instant now) {
        return steady().recorded(turns, retold, writer, now);
    }

    /** A vector and the name of its space go together, also when the memory's embedder is replaced meanwhile. */
    private DerivedMemoryWriter steady() {
        return new DerivedMemoryWriter(ledger, memory.steady(), ids, redactor);
    }

    private Optional<Memory> recorded(List<RecordedTurn> turns, GeneratedSummary retold, String writer, Instant now) {
        Scope scope = turns.get(0).scope();
        Memory procedure = told(MemoryKind.PROCEDURE, turns, scope, text(retold), writer, null, now);
        String operation = ids.next();
        LearnedBatch batch = batch(
                scope,
                List.of(added(procedure, operation, turns, writer, now)),
                rejections(retold.rejected(), operation, turns, writer, now, true),
                writer,
                now,
                retold.tokens());
        if (!ledger.retell(batch, turns.stream().map(RecordedTurn::id).toList())) {
            return Optional.empty();
        }
        memory.committed();
        return Optional.of(procedure);
    }

    private static String text(GeneratedSummary retold) {
        String text = retold.text();
        if (text == null) {
            throw new IllegalArgumentException("there is nothing to record");
        }
        return text;
    }

    /** {@return whether it was written} */
    boolean commit(
            UnsummarizedTurns episode, List<RecordedTurn> shown, GeneratedSummary retold, String writer, Instant now) {
        return steady().committed(episode, shown, retold, writer, now);
    }

    private boolean committed(
            UnsummarizedTurns episode, List<RecordedTurn> shown, GeneratedSummary retold, String writer, Instant now) {
        Scope scope = episode.conversation().scope();
        List<LearnedStep> steps = new ArrayList<>();
        String operation = ids.next();
        Memory before = episode.summary();
        String text = retold.text();
        String id = null;
        if (text != null && (before == null || !before.text().equals(text))) {
            Memory summary = told(MemoryKind.SUMMARY, shown, scope, text, writer, before, now);
            id = summary.id();
            steps.add(added(summary, operation, shown, writer, now));
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
                        rejections(retold.rejected(), operation, shown, writer, now, id != null || before == null),
                        writer,
                        now,
                        retold.tokens()));
        if (written) {
            memory.committed();
        }
        return written;
    }

    /**
     * {@return what was turned away, when nothing of the summary stands} It may tell words of the summary before, which go when
     * its turns are forgotten; so then the reason alone is kept.
     */
    List<RejectedProposal> failed(
            UnsummarizedTurns episode,
            List<RecordedTurn> shown,
            List<GeneratedSummary.Rejected> rejected,
            String writer,
            Instant now) {
        return rejections(rejected, ids.next(), shown, writer, now, episode.summary() == null);
    }

    /**
     * Notes that no summary tells of turns, because the model rejects them.
     *
     * @return whether it was written
     */
    boolean leaveOut(UnsummarizedTurns episode, List<RecordedTurn> turns, String why, String writer, Instant now) {
        MemoryEvent left = new MemoryEvent(
                ids.next(),
                ids.next(),
                null,
                MemoryEvent.Type.REJECT,
                null,
                null,
                "REJECTED_BY_MODEL: " + why,
                writer,
                now);
        List<RejectedProposal> turnedAway = List.of(new RejectedProposal(left, citations(turns)));
        return ledger.summarize(
                episode, null, batch(episode.conversation().scope(), List.of(), turnedAway, writer, now, 0));
    }

    private List<RejectedProposal> rejections(
            List<GeneratedSummary.Rejected> rejected,
            String operation,
            List<RecordedTurn> turns,
            String writer,
            Instant now,
            boolean words) {
        return rejected.stream()
                .map(away -> new RejectedProposal(
                        new MemoryEvent(
                                ids.next(),
                                operation,
                                null,
                                MemoryEvent.Type.REJECT,
                                null,
                                words && away.why().keepsWords() ? redactor.redact(away.text()) : null,
                                words
                                        ? away.why().reason() + ": "
                                                + away.why().detail()
                                        : away.why().reason().name(),
                                writer,
                                now),
                        citations(turns)))
                .toList();
    }

    private Memory told(
            MemoryKind kind,
            List<RecordedTurn> turns,
            Scope scope,
            String text,
            String writer,
            @Nullable Memory before,
            Instant now) {
        Optional<RecordedTurn> last = turns.stream().max(Comparator.comparing(RecordedTurn::at));
        Instant from = last.map(RecordedTurn::at).orElse(now);
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

    private static Origin leastTrusted(Collection<RecordedTurn> turns, @Nullable Memory before) {
        List<Origin> origins = new ArrayList<>();
        turns.forEach(turn -> origins.add(turn.turn().origin()));
        if (before != null) {
            origins.add(before.origin());
        }
        return Origin.leastTrusted(origins, Origin.USER);
    }

    private LearnedStep added(Memory told, String operation, List<RecordedTurn> turns, String writer, Instant now) {
        return new LearnedStep(
                null,
                told,
                new MemoryEvent(
                        ids.next(),
                        operation,
                        told.id(),
                        MemoryEvent.Type.ADD,
                        null,
                        told.text(),
                        "told from " + turns.size() + " turns",
                        writer,
                        now),
                citations(turns),
                memory.vectors(List.of(told.text())).get(0));
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
                        "the conversation went on",
                        writer,
                        now),
                List.of(),
                null);
    }

    private LearnedBatch batch(
            Scope scope,
            List<LearnedStep> steps,
            List<RejectedProposal> turnedAway,
            String writer,
            Instant now,
            int tokens) {
        return new LearnedBatch(
                scope, List.of(), steps, turnedAway, memory.embedderId(), now, writer, false, null, tokens);
    }

    /** It comes from all of each turn. */
    private static List<Citation> citations(List<RecordedTurn> turns) {
        return turns.stream().map(turn -> new Citation(turn.id(), "")).toList();
    }
}
