// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.ForgetIncompleteException;
import dev.memoir.ForgetResult;
import dev.memoir.IdempotencyConflictException;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.index.ItemRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores turns and memories, their history, and what is suppressed and forgotten. Each method is one transaction,
 * sweeps excepted. Implementations are thread-safe.
 */
public interface ItemLedger {

    /**
     * Records turns and memories. A request that was carried out before records nothing and returns the earlier result.
     * Of concurrent calls with the same request, exactly one carries it out.
     *
     * @param batch the turns and memories to record
     * @return the recorded items
     * @throws IdempotencyConflictException if the request's key was used for other content
     */
    WriteResult add(WriteBatch batch);

    /**
     * {@return the items recorded by a request, without those forgotten since; empty if it was not carried out yet}
     *
     * @param scope the exact scope of the request
     * @param request the request
     * @throws IdempotencyConflictException if the request's key was used for other content
     */
    Optional<WriteResult> replay(Scope scope, RequestKey request);

    /**
     * {@return a memory, including expired and retracted ones}
     *
     * @param scope the scope to read
     * @param id the memory's id
     */
    Optional<Memory> memory(Scope scope, String id);

    /**
     * {@return the existing ones of these items: turns, and memories that are not retracted}
     *
     * @param scope the scope to read; items of other scopes are left out
     * @param refs the items to fetch
     */
    Map<ItemRef, MemoryItem> fetch(Scope scope, Collection<ItemRef> refs);

    /**
     * {@return a page of memories}
     *
     * @param request the memories to list
     * @param now the current time, to hide expired memories
     */
    Page<Memory> memories(ListRequest request, Instant now);

    /**
     * {@return the current facts, preferences and events: those recorded first and last, in order of recording} Texts
     * of tools, documents and the system are left out, and so are events of past days.
     *
     * @param scope the scope to read
     * @param now the current time
     * @param limit the maximum number of the first, and of the last ones
     */
    List<CurrentMemory> currentMemories(Scope scope, Instant now, int limit);

    /**
     * {@return a page of turns}
     *
     * @param request the turns to list
     */
    Page<StoredTurn> turns(ListRequest request);

    /**
     * Changes a memory that is not retracted.
     *
     * @param scope the scope to write to
     * @param id the memory's id
     * @param update the changes
     * @param vector the embedding of a new text, or null if there is none yet (old vectors are dropped then)
     * @param embedderId the vector space of the vector
     * @param eventId a new id for the step of its history
     * @param now the current time
     * @return the changed memory; empty if the scope holds no such memory
     */
    Optional<Memory> update(
            Scope scope,
            String id,
            MemoryUpdate update,
            float @Nullable [] vector,
            String embedderId,
            String eventId,
            Instant now);

    /**
     * Retracts a memory.
     *
     * @param scope the scope to write to
     * @param id the memory's id
     * @param eventId a new id for the step of its history
     * @param now the current time
     * @return whether the scope holds it and it was not yet retracted
     */
    boolean retract(Scope scope, String id, String eventId, Instant now);

    /**
     * {@return the steps of a memory's history, oldest first}
     *
     * @param scope the scope to read
     * @param id the memory's id
     */
    List<MemoryEvent> history(Scope scope, String id);

    /**
     * Hides turns and memories from recall, with the summaries and procedures derived from the turns. Nothing is
     * destroyed.
     *
     * @param scope the scope to write to
     * @param itemIds ids of turns and memories; those hidden already or outside the scope are skipped
     * @param why the reason for the history, or null
     * @param now the current time
     * @return the recorded steps
     */
    List<MemoryEvent> suppress(Scope scope, Collection<String> itemIds, @Nullable String why, Instant now);

    /**
     * Makes suppressed turns and memories visible to recall again.
     *
     * @param scope the scope to write to
     * @param itemIds ids of turns and memories; those not hidden or outside the scope are skipped
     * @param now the current time
     * @return the recorded steps
     */
    List<MemoryEvent> unsuppress(Scope scope, Collection<String> itemIds, Instant now);

    /**
     * Reverts all suppressions of the operation that a step of a turn belongs to.
     *
     * @param scope the scope to write to
     * @param eventId a step of a turn
     * @param now the current time
     * @return the steps that revert them; empty if the scope holds no such step
     */
    List<MemoryEvent> undoSuppression(Scope scope, String eventId, Instant now);

    /**
     * {@return the steps of turns that one operation recorded}
     *
     * @param operation the id that the steps have in common
     */
    List<MemoryEvent> turnSteps(String operation);

    /**
     * Destroys everything a scope reads, in every table and in the log of writes.
     *
     * @param scope the scope to forget
     * @return the number of destroyed items
     * @throws ForgetIncompleteException if the data is destroyed, but bytes of it may remain in files
     */
    ForgetResult forget(Scope scope);

    /**
     * Destroys one turn or memory, in every table and in the log of writes.
     *
     * @param scope the scope of the item
     * @param id the id of a turn or memory
     * @return the number of destroyed items
     * @throws ForgetIncompleteException if the data is destroyed, but bytes of it may remain in files
     */
    ForgetResult forget(Scope scope, String id);

    /**
     * {@return what {@link #forget(Scope)} would destroy now} Nothing is written.
     *
     * @param scope the scope to count
     */
    ForgetResult previewForget(Scope scope);

    /**
     * Destroys the items that a retention rule selects, in small transactions, so that no writer waits for long.
     *
     * @param rule the rule to apply
     * @param now the reference instant
     * @return the number of destroyed items
     * @throws ForgetIncompleteException if the data is destroyed, but bytes of it may remain in files
     */
    ForgetResult sweep(RetentionRule rule, Instant now);

    /**
     * {@return the number of turns and memories, with their steps, vectors and sources, that a retention rule selects
     * now} Nothing is written.
     *
     * @param rule the rule to evaluate
     * @param now the reference instant
     */
    ForgetResult previewSweep(RetentionRule rule, Instant now);

    /**
     * {@return the number of items that a scope holds}
     *
     * @param scope the scope to read
     */
    MemoryStats stats(Scope scope);

    /** {@return the number of items that the whole ledger holds} */
    MemoryStats stats();
}
