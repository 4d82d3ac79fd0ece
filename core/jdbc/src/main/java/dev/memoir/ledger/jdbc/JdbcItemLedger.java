// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ForgetIncompleteException;
import dev.memoir.ForgetResult;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.StoredTurn;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.CurrentMemory;
import dev.memoir.ledger.ItemLedger;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.WriteBatch;
import dev.memoir.ledger.WriteResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Turns and memories in a relational database. Thread-safe. */
final class JdbcItemLedger implements ItemLedger {

    /**
     * Rows deleted per transaction of a sweep: some tens of milliseconds, and few enough for a statement's parameters.
     */
    private static final int SWEEP_BATCH = 300;

    private final LedgerDatabase database;
    private final Scrubber scrubber;

    JdbcItemLedger(LedgerDatabase database, Scrubber scrubber) {
        this.database = database;
        this.scrubber = scrubber;
    }

    @Override
    public WriteResult add(WriteBatch batch) {
        return database.write(batch.scope(), handle -> BatchWriter.record(handle, batch, database.ids()));
    }

    @Override
    public Optional<WriteResult> replay(Scope scope, RequestKey request) {
        return database.read(handle -> RequestTable.replay(handle, scope, request));
    }

    @Override
    public Optional<Memory> memory(Scope scope, String id) {
        return database.read(handle -> MemoryTable.find(handle, scope, id));
    }

    @Override
    public Map<ItemRef, MemoryItem> fetch(Scope scope, Collection<ItemRef> refs) {
        return database.readOnce(handle -> ItemReader.fetch(handle, scope, refs));
    }

    @Override
    public Page<Memory> memories(ListRequest request, Instant now) {
        return database.read(handle -> MemoryTable.list(handle, request, now));
    }

    @Override
    public Page<StoredTurn> turns(ListRequest request) {
        return database.read(handle -> TurnTable.list(handle, request));
    }

    @Override
    public Optional<Memory> update(
            Scope scope,
            String id,
            MemoryUpdate update,
            float @Nullable [] vector,
            String embedderId,
            String eventId,
            Instant now) {
        return database.write(
                scope, handle -> MemoryUpdates.update(handle, scope, id, update, vector, embedderId, eventId, now));
    }

    @Override
    public boolean retract(Scope scope, String id, String eventId, Instant now) {
        return database.write(scope, handle -> MemoryUpdates.retract(handle, scope, id, eventId, now));
    }

    @Override
    public List<MemoryEvent> history(Scope scope, String id) {
        return database.read(handle -> EventTable.of(handle, scope, id));
    }

    @Override
    public List<MemoryEvent> suppress(Scope scope, Collection<String> itemIds, @Nullable String why, Instant now) {
        return database.write(scope, handle -> suppression(handle).suppress(scope, itemIds, why, now));
    }

    @Override
    public List<MemoryEvent> unsuppress(Scope scope, Collection<String> itemIds, Instant now) {
        return database.write(scope, handle -> suppression(handle).unsuppress(scope, itemIds, now));
    }

    @Override
    public List<MemoryEvent> undoSuppression(Scope scope, String eventId, Instant now) {
        return database.write(scope, handle -> suppression(handle).revert(scope, eventId, now));
    }

    @Override
    public List<MemoryEvent> turnSteps(String operation) {
        return database.read(handle -> SuppressionWriter.steps(handle, operation));
    }

    @Override
    public ForgetResult forget(Scope scope) {
        return destroy(scope, null);
    }

    @Override
    public ForgetResult forget(Scope scope, String id) {
        return destroy(scope, id);
    }

    /** Deletes, counts and rolls back, so the counts are exactly those of a forget. */
    @Override
    public ForgetResult previewForget(Scope scope) {
        return database.preview(scope, handle -> Deletion.forget(handle, scope, null));
    }

    @Override
    public ForgetResult sweep(RetentionRule rule, Instant now) {
        RowSelection selection = RetentionSql.selection(rule, now);
        ForgetResult receipt = ForgetResult.of(Map.of());
        List<String> next = next(selection);
        while (!next.isEmpty()) {
            RowSelection batch = selection.among(next);
            receipt = receipt.plus(database.write(handle -> {
                database.lock(handle, batch.scopes(handle));
                return Deletion.sweep(handle, batch);
            }));
            next = next(selection);
        }
        return scrubbed(receipt);
    }

    @Override
    public ForgetResult previewSweep(RetentionRule rule, Instant now) {
        return database.read(handle -> RetentionSql.count(handle, RetentionSql.selection(rule, now)));
    }

    @Override
    public MemoryStats stats(Scope scope) {
        return database.read(handle -> StatsQueries.stats(handle, scope));
    }

    @Override
    public MemoryStats stats() {
        return database.read(StatsQueries::stats);
    }

    @Override
    public List<CurrentMemory> currentMemories(Scope scope, Instant now, int limit) {
        return database.read(handle -> CurrentMemories.read(handle, scope, now, limit));
    }

    /** Scrubs even if nothing was found: the last scrub may have failed, and this is how it is repeated. */
    private ForgetResult destroy(Scope scope, @Nullable String id) {
        return scrubbed(database.write(scope, handle -> Deletion.forget(handle, scope, id)));
    }

    private ForgetResult scrubbed(ForgetResult receipt) {
        try {
            return receipt.erased(scrubber.scrub(), receipt.index());
        } catch (StorageException e) {
            throw new ForgetIncompleteException(
                    receipt,
                    "The ledger has forgotten " + receipt.turns() + " turns and " + receipt.memories()
                            + " memories permanently, but bytes of them may remain in its files. "
                            + e.getMessage(),
                    e);
        }
    }

    private List<String> next(RowSelection selection) {
        return database.read(handle -> RetentionSql.next(handle, selection, SWEEP_BATCH));
    }

    private SuppressionWriter suppression(Handle handle) {
        return new SuppressionWriter(handle, database.ids());
    }
}
