// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.ItemType;
import dev.memoir.Memory;
import dev.memoir.Scope;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearnedStep;
import dev.memoir.ledger.RejectedProposal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Applies a learned batch: all of it, or nothing if the data has changed since it was decided. */
final class LearningSteps {

    private LearningSteps() {}

    /** {@return whether the batch was written; if not, the transaction must be rolled back} */
    static boolean write(Handle handle, LearnedBatch batch, IdGenerator ids) {
        if (!batch.turnIds().isEmpty() && !PendingTurns.extracted(handle, batch)) {
            return false;
        }
        SpendingTable.add(handle, batch.scope(), batch.at(), batch.tokens());
        if (batch.undoes() != null) {
            SourceTable.revert(handle, batch.steps(), batch.undoes());
            new SuppressionWriter(handle, ids)
                    .revert(batch.undoes(), batch.steps().get(0).event().operation(), batch.at());
        }
        Map<String, Memory> written = new LinkedHashMap<>();
        List<ItemRef> items = new ArrayList<>();
        Map<String, float[]> vectors = new LinkedHashMap<>();
        for (LearnedStep step : batch.steps()) {
            Memory after = step.after();
            Memory before = step.before();
            if (before == null) {
                MemoryTable.insert(handle, List.of(after), null);
            } else {
                if (!before.equals(now(handle, batch.scope(), written, before.id()))) {
                    return false;
                }
                MemoryTable.update(handle, after);
                if (!before.text().equals(after.text())) {
                    VectorTable.drop(handle, after.id());
                }
            }
            written.put(after.id(), after);
            EventTable.insert(handle, step.event(), after);
            SourceTable.insert(handle, after.id(), step.event().operation(), step.sources());
            if (step.vector() != null) {
                vectors.put(after.id(), step.vector());
            }
            items.add(new ItemRef(ItemType.MEMORY, after.id()));
        }
        reject(handle, batch.rejections(), batch.scope());
        VectorTable.put(handle, batch.embedderId(), vectors);
        if (!written.isEmpty()) {
            items.addAll(EntityLinker.memories(handle, batch.scope(), written.values()));
        }
        ChangeFeed.append(handle, items);
        new SuppressionWriter(handle, ids).suppress(batch.scope(), batch.suppressions());
        return true;
    }

    /** Records rejected proposals. */
    static void reject(Handle handle, List<RejectedProposal> rejected, Scope scope) {
        for (RejectedProposal proposal : rejected) {
            EventTable.reject(handle, proposal.event(), scope);
            SourceTable.insert(handle, proposal.event().id(), proposal.event().operation(), proposal.sources());
        }
    }

    private static @Nullable Memory now(Handle handle, Scope scope, Map<String, Memory> written, String id) {
        Memory changed = written.get(id);
        return changed != null ? changed : MemoryTable.find(handle, scope, id).orElse(null);
    }

    /** All members of the chains of some memories, found link by link: chains are short. */
    static List<Memory> chains(Handle handle, Scope scope, Collection<String> ids) {
        Map<String, Memory> found = new LinkedHashMap<>();
        Set<String> pending = new HashSet<>(ids);
        while (!pending.isEmpty()) {
            List<Memory> next = new ArrayList<>();
            IdChunks.each(pending, chunk -> next.addAll(linked(handle, scope, chunk)));
            pending.clear();
            for (Memory memory : next) {
                if (memory.scope().equals(scope) && found.putIfAbsent(memory.id(), memory) == null) {
                    pending.add(memory.id());
                }
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Memory> linked(Handle handle, Scope scope, List<String> ids) {
        ScopeClause scoped = ScopeClause.exactly(scope, "memory");
        return handle.createQuery("SELECT * FROM <p>memory AS memory WHERE " + scoped.sql()
                        + " AND (id IN (<ids>) OR supersedes IN (<ids>) OR superseded_by IN (<ids>))")
                .bindMap(scoped.values())
                .bindList("ids", ids)
                .map((row, context) -> MemoryTable.memory(row))
                .list();
    }
}
