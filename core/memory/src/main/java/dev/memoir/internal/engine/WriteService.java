// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.IdGenerator;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryNotFoundException;
import dev.memoir.MemoryUpdate;
import dev.memoir.Scope;
import dev.memoir.StoreRequest;
import dev.memoir.StoreResult;
import dev.memoir.TimePrecision;
import dev.memoir.Turn;
import dev.memoir.Validity;
import dev.memoir.extract.Redactor;
import dev.memoir.index.IndexDocument;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewMemory;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.WriteBatch;
import dev.memoir.ledger.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes items: embeds them, commits one ledger transaction, then updates the index before the call returns.
 * Thread-safe.
 */
final class WriteService {

    private final Ledger ledger;
    private final FaultTolerantEmbedder embedding;
    private final IndexProjector projection;
    private final InstantSource clock;
    private final IdGenerator ids;
    private final Redactor redactor;

    WriteService(
            Ledger ledger,
            FaultTolerantEmbedder embedding,
            IndexProjector projection,
            InstantSource clock,
            IdGenerator ids,
            Redactor redactor) {
        this.ledger = ledger;
        this.embedding = embedding;
        this.projection = projection;
        this.clock = clock;
        this.ids = ids;
        this.redactor = redactor;
    }

    AddResult add(AddRequest request) {
        WriteResult written = write(
                request.scope(),
                key(request.idempotencyKey(), () -> RequestFingerprint.of(request)),
                (named, now) -> turns(request, named, now));
        return new AddResult(written.turns(), List.of(), false, written.replayed());
    }

    StoreResult store(StoreRequest request) {
        WriteResult written = write(
                request.scope(),
                key(request.idempotencyKey(), () -> RequestFingerprint.of(request)),
                (named, now) -> memories(request, named, now));
        return new StoreResult(written.memories(), written.replayed());
    }

    private static @Nullable RequestKey key(@Nullable String key, Supplier<String> fingerprint) {
        return key == null ? null : new RequestKey(key, fingerprint.get());
    }

    private WriteResult write(
            Scope scope, @Nullable RequestKey named, BiFunction<@Nullable RequestKey, Instant, WriteBatch> batch) {
        Optional<WriteResult> before =
                named == null ? Optional.empty() : ledger.items().replay(scope, named);
        if (before.isPresent()) {
            return before.get();
        }
        WriteResult written = ledger.items().add(batch.apply(named, now()));
        projection.catchUp();
        return written;
    }

    Memory update(Scope scope, String id, MemoryUpdate update) {
        MemoryUpdate redacted = redacted(update);
        String text = redacted.text();
        float[] vector = text == null ? null : embedding.tryTexts(List.of(text)).get(0);
        Memory updated = ledger.items()
                .update(scope, id, redacted, vector, embedding.id(), ids.next(), now())
                .orElseThrow(() -> new MemoryNotFoundException("The scope holds no current memory with the id " + id
                        + ". Look it up with list, or in a wider scope."));
        projection.catchUp();
        return updated;
    }

    boolean delete(Scope scope, String id) {
        boolean retracted = ledger.items().retract(scope, id, ids.next(), now());
        if (retracted) {
            projection.catchUp();
        }
        return retracted;
    }

    private WriteBatch turns(AddRequest request, @Nullable RequestKey named, Instant now) {
        List<Turn> redacted = request.turns().stream().map(this::redacted).toList();
        List<float @Nullable []> vectors = embedding.tryTexts(redacted.stream()
                .map(turn -> IndexDocument.words(turn.speaker(), turn.text()))
                .toList());
        List<NewTurn> turns = new ArrayList<>();
        for (int i = 0; i < redacted.size(); i++) {
            Turn turn = redacted.get(i);
            turns.add(new NewTurn(ids.next(), turn, saidAt(turn, now), vectors.get(i)));
        }
        return new WriteBatch(
                request.scope(),
                request.conversation(),
                turns,
                List.of(),
                embedding.id(),
                now,
                named,
                request.instructions());
    }

    private WriteBatch memories(StoreRequest request, @Nullable RequestKey named, Instant now) {
        List<Turn> redacted = request.turns().stream().map(this::redacted).toList();
        List<float @Nullable []> vectors =
                embedding.tryTexts(redacted.stream().map(Turn::text).toList());
        List<NewMemory> memories = new ArrayList<>();
        for (int i = 0; i < redacted.size(); i++) {
            memories.add(verbatim(request, redacted.get(i), vectors.get(i), now));
        }
        return new WriteBatch(
                request.scope(),
                AddRequest.defaultConversation(request.scope()),
                List.of(),
                memories,
                embedding.id(),
                now,
                named,
                null);
    }

    private MemoryUpdate redacted(MemoryUpdate update) {
        MemoryUpdate.Builder redacted = update.toBuilder();
        if (update.text() != null) {
            redacted.text(redacted(update.text()));
        }
        if (update.reason() != null) {
            redacted.reason(redacted(update.reason()));
        }
        return redacted.build();
    }

    private Turn redacted(Turn turn) {
        String text = redacted(turn.text());
        return text.equals(turn.text())
                ? turn
                : new Turn(
                        turn.role(), turn.origin(), turn.speaker(), text, turn.saidAt(), turn.metadata(), turn.zone());
    }

    /** Redacts a text; one of which nothing may be kept is replaced by a mark, because something was said. */
    private String redacted(String text) {
        String redacted = redactor.redact(text);
        return redacted.isBlank() ? Redactor.MARK : redacted;
    }

    private NewMemory verbatim(StoreRequest request, Turn turn, float @Nullable [] vector, Instant now) {
        Memory memory = Memory.builder(ids.next(), request.scope(), turn.text(), now)
                .kind(request.kind())
                .subject(request.subject() == null ? null : redacted(request.subject()))
                .attributedTo(turn.speaker())
                .origin(turn.origin())
                .valid(Validity.from(turn.saidAt(), TimePrecision.INSTANT).in(turn.zone()))
                .expiresAt(request.expiresAt())
                .pinned(request.pinned())
                .metadata(turn.metadata())
                .build();
        String step = ids.next();
        MemoryEvent added = new MemoryEvent(
                step,
                step,
                memory.id(),
                MemoryEvent.Type.ADD,
                null,
                memory.text(),
                "added verbatim",
                MemoryEvent.API,
                now);
        return new NewMemory(memory, added, vector);
    }

    private static Instant saidAt(Turn turn, Instant now) {
        Instant said = turn.saidAt();
        return said == null ? now : said;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
