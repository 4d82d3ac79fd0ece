// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.tenant;

import dev.memoir.Page;
import dev.memoir.ParkedTurn;
import dev.memoir.ProgressListener;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.maintenance.ChatExport;
import dev.memoir.maintenance.DailyTokens;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ExportResult;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.maintenance.ReindexRequest;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopeSummary;
import dev.memoir.maintenance.SweepResult;
import dev.memoir.samples.server.audit.AuditAction;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.key.Caller;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Administrative operations of an admin key, recorded in the audit log. */
final class CallerMaintenance implements Maintenance {

    private final Maintenance maintenance;
    private final Caller caller;
    private final AuditLog audit;

    CallerMaintenance(Maintenance maintenance, Caller caller, AuditLog audit) {
        this.maintenance = maintenance;
        this.caller = caller;
        this.audit = audit;
    }

    @Override
    public ExportResult exportTo(OutputStream out, ExportRequest request, ProgressListener progress) {
        Scope scope = request.scope();
        audit.record(caller, AuditAction.EXPORT, scope == null ? "everything" : AuditTarget.of(scope));
        return maintenance.exportTo(out, request, progress);
    }

    @Override
    public ImportResult importFrom(InputStream in, long bytes, ProgressListener progress) {
        audit.record(caller, AuditAction.IMPORT, "an export");
        return maintenance.importFrom(in, bytes, progress);
    }

    @Override
    public ImportResult importFrom(Mem0Export export, ProgressListener progress) {
        audit.record(caller, AuditAction.IMPORT, "an export of mem0");
        return maintenance.importFrom(export, progress);
    }

    @Override
    public ImportResult importFrom(ChatExport export, ProgressListener progress) {
        audit.record(caller, AuditAction.IMPORT, "an export of chats");
        return maintenance.importFrom(export, progress);
    }

    @Override
    public void reindex(ReindexRequest to, ProgressListener progress) {
        audit.record(caller, AuditAction.MAINTENANCE, "reindex");
        maintenance.reindex(to, progress);
    }

    @Override
    public Page<ScopeSummary> scopes(ScopeListRequest request) {
        return maintenance.scopes(request);
    }

    @Override
    public Optional<Scope> scopeOf(String id) {
        return maintenance.scopeOf(id);
    }

    @Override
    public List<DailyTokens> tokenUsage(LocalDate from) {
        return maintenance.tokenUsage(from);
    }

    @Override
    public List<ParkedTurn> parkedTurns(int limit) {
        return maintenance.parkedTurns(limit);
    }

    @Override
    public List<SweepResult> sweep(List<RetentionRule> rules, boolean dryRun) {
        audit.record(caller, AuditAction.MAINTENANCE, dryRun ? "sweep, dry run" : "sweep");
        return maintenance.sweep(rules, dryRun);
    }
}
