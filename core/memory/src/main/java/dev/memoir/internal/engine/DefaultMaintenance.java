package dev.memoir.internal.engine;

import dev.memoir.ProgressListener;
import dev.memoir.RetentionRule;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.maintenance.ReindexRequest;
import dev.memoir.maintenance.SweepResult;
import java.util.List;

/** Serves {@link Maintenance} from ledger and indexes. Thread-safe. */
final class DefaultMaintenance extends GuardedTransfer implements Maintenance {

    private final CloseGuard guard;
    private final RetentionJob retention;
    private final ReindexService reindexing;

    DefaultMaintenance(
            CloseGuard guard, RetentionJob retention, LedgerTransferService transfer, ReindexService reindexing) {
        super(guard, transfer);
        this.guard = guard;
        this.retention = retention;
        this.reindexing = reindexing;
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
}
