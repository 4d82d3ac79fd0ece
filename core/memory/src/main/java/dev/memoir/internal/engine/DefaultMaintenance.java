// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.Page;
import dev.memoir.ParkedTurn;
import dev.memoir.ProgressListener;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.ledger.AdminLedger;
import dev.memoir.maintenance.DailyTokens;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.maintenance.ReindexRequest;
import dev.memoir.maintenance.ScopeListRequest;
import dev.memoir.maintenance.ScopeSummary;
import dev.memoir.maintenance.SweepResult;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Serves {@link Maintenance} from ledger and indexes. Thread-safe. */
final class DefaultMaintenance extends GuardedTransfer implements Maintenance {

    private final CloseGuard guard;
    private final RetentionJob retention;
    private final ReindexService reindexing;
    private final AdminLedger ledger;

    DefaultMaintenance(
            CloseGuard guard,
            RetentionJob retention,
            LedgerTransferService transfer,
            ReindexService reindexing,
            AdminLedger ledger) {
        super(guard, transfer);
        this.guard = guard;
        this.retention = retention;
        this.reindexing = reindexing;
        this.ledger = ledger;
    }

    @Override
    public void reindex(ReindexRequest to, ProgressListener progress) {
        guard.pass(() -> {
            reindexing.run(to, progress);
            return to;
        });
    }

    @Override
    public List<SweepResult> sweep(List<RetentionRule> rules, boolean dryRun) {
        return guard.pass(() -> retention.apply(rules, dryRun));
    }

    @Override
    public Page<ScopeSummary> scopes(ScopeListRequest request) {
        return guard.pass(() -> ledger.scopes(request));
    }

    @Override
    public Optional<Scope> scopeOf(String id) {
        return guard.pass(() -> ledger.scopeOf(id));
    }

    @Override
    public List<DailyTokens> tokenUsage(LocalDate from) {
        return guard.pass(() -> ledger.spending(from));
    }

    @Override
    public List<ParkedTurn> parkedTurns(int limit) {
        return guard.pass(() -> ledger.parked(limit));
    }
}
