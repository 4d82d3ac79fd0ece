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

    /** The time at which the batches are recorded. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** The id of the embedder of the vectors. */
    public static final String SPACE = "test-space";

    private static final AtomicLong IDS = new AtomicLong();

    private Batches() {}

    /** {@return an id that was not returned before} */
    public static String newId() {
        return String.format("id-%08d", IDS.incrementAndGet());
    }

    /**
     * {@return a batch of turns of the user, without vectors}
     *
     * @param scope the scope of the turns
     * @param conversation the conversation of the turns
     * @param texts the text of each turn
     */
    public static WriteBatch turns(Scope scope, String conversation, String... texts) {
        return turns(
                scope,
                conversation,
                Arrays.stream(texts).map(text -> turn(text, null)).toList());
    }

    /**
     * {@return a batch of turns}
     *
     * @param scope the scope of the turns
     * @param conversation the conversation of the turns
     * @param turns the turns
     */
    public static WriteBatch turns(Scope scope, String conversation, List<NewTurn> turns) {
        return new WriteBatch(scope, conversation, turns, List.of(), SPACE, NOW, null, null);
    }

    /**
     * {@return a turn of the user}
     *
     * @param text the text of the turn
     * @param vector the vector of the text, or null if it has none
     */
    public static NewTurn turn(String text, float @Nullable [] vector) {
        return new NewTurn(newId(), Turn.user(text), NOW, vector);
    }

    /**
     * {@return a turn of a named speaker, without a vector}
     *
     * @param speaker the name of the speaker
     * @param text the text of the turn
     * @param metadata the metadata of the turn
     */
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

    /**
     * {@return a batch of memories without vectors}
     *
     * @param scope the scope of the memories
     * @param texts the text of each memory
     */
    public static WriteBatch memories(Scope scope, String... texts) {
        return memories(
                scope, Arrays.stream(texts).map(text -> memory(scope, text)).toArray(NewMemory[]::new));
    }

    /**
     * {@return a batch of memories}
     *
     * @param scope the scope of the memories
     * @param memories the memories
     */
    public static WriteBatch memories(Scope scope, NewMemory... memories) {
        return new WriteBatch(scope, "main", List.of(), List.of(memories), SPACE, NOW, null, null);
    }

    /**
     * {@return a memory without expiry, metadata and vector}
     *
     * @param scope the scope of the memory
     * @param text the text of the memory
     */
    public static NewMemory memory(Scope scope, String text) {
        return memory(scope, text, null, Metadata.none(), null);
    }

    /**
     * {@return a memory with the event that added it}
     *
     * @param scope the scope of the memory
     * @param text the text of the memory
     * @param expiresAt when the memory expires, or null if it does not
     * @param metadata the metadata of the memory
     * @param vector the vector of the text, or null if it has none
     */
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

    /**
     * {@return a batch with an idempotency key}
     *
     * @param batch the batch without a key
     * @param key the idempotency key
     * @param hash the fingerprint of the request
     */
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

    /**
     * {@return the pending turns of exactly this conversation}
     *
     * @param ledger the ledger to read
     * @param scope the scope of the conversation
     * @param conversation the conversation
     * @param limit the maximum number of turns
     */
    public static List<StoredTurn> pending(Ledger ledger, Scope scope, String conversation, int limit) {
        return ledger.learning()
                .conversation(scope, conversation)
                .flatMap(found -> ledger.learning().nextPending(found.id(), limit))
                .map(PendingBatch::turns)
                .orElse(List.of());
    }

    /**
     * {@return the counts of a result: turns, memories, events, vectors}
     *
     * @param receipt the result of forgetting
     */
    public static List<Long> counts(ForgetResult receipt) {
        return List.of(receipt.turns(), receipt.memories(), receipt.events(), receipt.vectors());
    }
}
