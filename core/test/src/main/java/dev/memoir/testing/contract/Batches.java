// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.contract;

import dev.memoir.ForgetResult;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.Metadata;
import dev.memoir.Role;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.NewMemory;
import dev.memoir.ledger.NewTurn;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.WriteBatch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Builds batches of turns and memories with their own ids. */
public final class Batches {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    public static final String SPACE = "test-space";

    private static final AtomicLong IDS = new AtomicLong();

    private Batches() {}

    public static String newId() {
        return String.format("id-%08d", IDS.incrementAndGet());
    }

    public static WriteBatch turns(Scope scope, String conversation, String... texts) {
        return turns(
                scope,
                conversation,
                Arrays.stream(texts).map(text -> turn(text, null)).toList());
    }

    public static WriteBatch turns(Scope scope, String conversation, List<NewTurn> turns) {
        return new WriteBatch(scope, conversation, turns, List.of(), SPACE, NOW, null, null);
    }

    public static NewTurn turn(String text, float @Nullable [] vector) {
        return new NewTurn(newId(), Turn.user(text), NOW, vector);
    }

    public static NewTurn turn(String speaker, String text, Map<String, Object> metadata) {
        return new NewTurn(
                newId(),
                Turn.builder(Role.USER, text)
                        .speaker(speaker)
                        .metadata(metadata)
                        .build(),
                NOW,
                null);
    }

    public static WriteBatch memories(Scope scope, String... texts) {
        return memories(
                scope, Arrays.stream(texts).map(text -> memory(scope, text)).toArray(NewMemory[]::new));
    }

    public static WriteBatch memories(Scope scope, NewMemory... memories) {
        return new WriteBatch(scope, "main", List.of(), List.of(memories), SPACE, NOW, null, null);
    }

    public static NewMemory memory(Scope scope, String text) {
        return memory(scope, text, null, Metadata.none(), null);
    }

    public static NewMemory memory(
            Scope scope, String text, @Nullable Instant expiresAt, Metadata metadata, float @Nullable [] vector) {
        String id = newId();
        return new NewMemory(
                Memory.builder(id, scope, text, NOW)
                        .expiresAt(expiresAt)
                        .metadata(metadata)
                        .build(),
                new MemoryEvent(newId(), "operation", id, MemoryEvent.Type.ADD, null, text, null, MemoryEvent.API, NOW),
                vector);
    }

    public static WriteBatch keyed(WriteBatch batch, String key, String hash) {
        return new WriteBatch(
                batch.scope(),
                batch.conversation(),
                batch.turns(),
                batch.memories(),
                batch.embedderId(),
                batch.recordedAt(),
                new RequestKey(key, hash),
                batch.instructions());
    }

    /** The pending turns of exactly this conversation. */
    public static List<StoredTurn> pending(Ledger ledger, Scope scope, String conversation, int limit) {
        return ledger.learning()
                .conversation(scope, conversation)
                .flatMap(found -> ledger.learning().nextPending(found.id(), limit))
                .map(PendingBatch::turns)
                .orElse(List.of());
    }

    /** {@return the counts of a result: turns, memories, events, vectors} */
    public static List<Long> counts(ForgetResult receipt) {
        return List.of(receipt.turns(), receipt.memories(), receipt.events(), receipt.vectors());
    }
}
