// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.tenant;

import dev.memoir.AddRequest;
import dev.memoir.AddResult;
import dev.memoir.Entities;
import dev.memoir.ForgetResult;
import dev.memoir.Learning;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryStatus;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.Profile;
import dev.memoir.ProgressListener;
import dev.memoir.Scope;
import dev.memoir.SearchRequest;
import dev.memoir.SearchResult;
import dev.memoir.StoreRequest;
import dev.memoir.StoreResult;
import dev.memoir.StoredTurn;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ExportResult;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopeSummary;
import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.history.CallHistory;
import dev.memoir.samples.server.history.CallType;
import dev.memoir.samples.server.key.Caller;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a tenant as one caller may use it. Every operation checks the scope against the key, every write the
 * right to write, and every write is recorded in the audit log: no protocol can forget any of it. Thread-safe.
 *
 * <p>Operations throw {@link dev.memoir.samples.server.error.ForbiddenException} if the key does not permit them.
 */
public final class CallerMemory implements LongTermMemory {

    private final LongTermMemory memory;
    private final Caller caller;
    private final AuditLog audit;
    private final CallHistory calls;

    CallerMemory(LongTermMemory memory, Caller caller, AuditLog audit, CallHistory calls) {
        this.memory = memory;
        this.caller = caller;
        this.audit = audit;
        this.calls = calls;
    }

    @Override
    public AddResult add(AddRequest request) {
        write(request.scope());
        // A call that waits for extraction on purpose says nothing about the latency of adds.
        boolean measured = request.awaitExtraction() == null;
        AddResult result = calls.timed(caller.tenant(), CallType.ADD, measured, () -> memory.add(request));
        if (!result.replayed()) {
            record(AuditAction.ADD_TURNS, items(result.turns()));
        }
        return result;
    }

    @Override
    public StoreResult store(StoreRequest request) {
        write(request.scope());
        StoreResult result = calls.timed(caller.tenant(), CallType.ADD, true, () -> memory.store(request));
        if (!result.replayed()) {
            record(AuditAction.STORE_MEMORIES, items(result.memories()));
        }
        return result;
    }

    @Override
    public SearchResult search(SearchRequest request) {
        caller.checked(request.scope());
        return calls.timed(caller.tenant(), CallType.SEARCH, true, () -> memory.search(request));
    }

    @Override
    public Profile profile(Scope scope, int tokenBudget) {
        return memory.profile(caller.checked(scope), tokenBudget);
    }

    @Override
    public Optional<Memory> get(Scope scope, String id) {
        return memory.get(caller.checked(scope), id);
    }

    @Override
    public Optional<StoredTurn> getTurn(Scope scope, String id) {
        return memory.getTurn(caller.checked(scope), id);
    }

    @Override
    public Page<Memory> list(ListRequest request) {
        caller.checked(request.scope());
        return memory.list(request);
    }

    @Override
    public Page<StoredTurn> listTurns(ListRequest request) {
        caller.checked(request.scope());
        return memory.listTurns(request);
    }

    @Override
    public Memory update(Scope scope, String id, MemoryUpdate update) {
        Memory updated = memory.update(write(scope), id, update);
        record(AuditAction.UPDATE, List.of(id));
        return updated;
    }

    @Override
    public List<MemoryEvent> suppress(Scope scope, Collection<String> ids, @Nullable String why) {
        List<MemoryEvent> steps = memory.suppress(write(scope), ids, why);
        record(AuditAction.SUPPRESS, concerned(steps));
        return steps;
    }

    @Override
    public List<MemoryEvent> unsuppress(Scope scope, Collection<String> ids) {
        List<MemoryEvent> steps = memory.unsuppress(write(scope), ids);
        record(AuditAction.UNSUPPRESS, concerned(steps));
        return steps;
    }

    @Override
    public boolean delete(Scope scope, String id) {
        boolean deleted = memory.delete(write(scope), id);
        if (deleted) {
            record(AuditAction.DELETE, List.of(id));
        }
        return deleted;
    }

    @Override
    public List<MemoryEvent> history(Scope scope, String id) {
        return memory.history(caller.checked(scope), id);
    }

    @Override
    public ForgetResult forget(Scope scope) {
        ForgetResult receipt = memory.forget(write(scope));
        audit.record(caller, AuditAction.FORGET_SCOPE, AuditTarget.of(scope));
        return receipt;
    }

    @Override
    public ForgetResult forget(Scope scope, String id) {
        ForgetResult receipt = memory.forget(write(scope), id);
        if (!receipt.isEmpty()) {
            record(AuditAction.FORGET, List.of(id));
        }
        return receipt;
    }

    @Override
    public ForgetResult previewForget(Scope scope) {
        return memory.previewForget(caller.checked(scope));
    }

    @Override
    public ZoneId zone() {
        return memory.zone();
    }

    /**
     * {@return the scope that a turn, a memory or a step of a history was written with, if the caller may read it} For
     * protocols whose requests name an id without its scope.
     *
     * @param id the id of the turn, the memory or the step
     */
    public Optional<Scope> scopeOf(String id) {
        Scope fixed = caller.fixedScope();
        return memory.maintenance().scopeOf(id).filter(scope -> fixed == null || fixed.covers(scope));
    }

    /**
     * {@return a page of the users, agents or runs that the caller may read}
     *
     * @param request what to list
     */
    public Page<ScopeSummary> scopes(ScopeListRequest request) {
        Scope fixed = caller.fixedScope();
        if (fixed == null) {
            return memory.maintenance().scopes(request);
        }
        // A scope without a user reads no user's items; the ledger stores a missing user as an empty id.
        String user = Objects.requireNonNullElse(fixed.userId(), "");
        if (differs(request.userId(), user)
                || differs(request.agentId(), fixed.agentId())
                || differs(request.runId(), fixed.runId())) {
            return new Page<>(List.of(), null);
        }
        return memory.maintenance()
                .scopes(request.toBuilder()
                        .userId(user)
                        .agentId(fixed.agentId() == null ? request.agentId() : fixed.agentId())
                        .runId(fixed.runId() == null ? request.runId() : fixed.runId())
                        .build());
    }

    private static boolean differs(@Nullable String requested, @Nullable String fixed) {
        return requested != null && fixed != null && !requested.equals(fixed);
    }

    /**
     * Exports a scope that the caller may read, or everything if the caller is an administrator.
     *
     * @param out the stream to write to; not closed
     * @param request what to export
     * @return the counts of written records
     */
    public ExportResult exportTo(OutputStream out, ExportRequest request) {
        Scope scope = request.scope();
        if (scope == null) {
            caller.requireAdmin();
        } else {
            caller.checked(scope);
        }
        audit.record(caller, AuditAction.EXPORT, scope == null ? "everything" : AuditTarget.of(scope));
        return memory.maintenance().exportTo(out, request, ProgressListener.SILENT);
    }

    /** {@return administrative operations} Only admin keys may use them. */
    @Override
    public Maintenance maintenance() {
        caller.requireAdmin();
        return new CallerMaintenance(memory.maintenance(), caller, audit);
    }

    @Override
    public Learning learning() {
        return new CallerLearning(memory.learning(), caller, audit);
    }

    @Override
    public Entities entities() {
        return new CallerEntities(memory.entities(), caller, audit);
    }

    @Override
    public MemoryStats stats(Scope scope) {
        return memory.stats(caller.checked(scope));
    }

    /** {@return the status of the tenant's memory, across all scopes} Only admin keys may see it. */
    @Override
    public MemoryStatus status() {
        caller.requireAdmin();
        return memory.status();
    }

    @Override
    public void onClose(Runnable task) {
        memory.onClose(task);
    }

    @Override
    public void onForget(Consumer<Scope> task) {
        memory.onForget(task);
    }

    /** Does nothing: the memory belongs to the server. */
    @Override
    public void close() {}

    private Scope write(Scope scope) {
        caller.requireWrite();
        return caller.checked(scope);
    }

    private void record(AuditAction action, Collection<String> ids) {
        if (!ids.isEmpty()) {
            audit.record(caller, action, ids);
        }
    }

    private static List<String> items(List<? extends MemoryItem> items) {
        return items.stream().map(MemoryItem::id).toList();
    }

    private static List<String> concerned(List<MemoryEvent> steps) {
        return AuditTarget.concerned(steps);
    }
}
