package dev.memoir.engine;

import dev.memoir.ProgressListener;
import dev.memoir.RetentionRule;
import dev.memoir.maintenance.ExportReceipt;
import dev.memoir.maintenance.ExportRequest;
import dev.memoir.maintenance.ImportReceipt;
import dev.memoir.maintenance.IndexSwitch;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.maintenance.Mem0Export;
import dev.memoir.maintenance.Swept;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Maintenance, as those who run a memory see it. Thread-safe. */
final class LedgerMaintenance implements Maintenance {

    private final Gate gate;
    private final Retention retention;
    private final LedgerTransfer transfer;
    private final Reindexing reindexing;

    LedgerMaintenance(Gate gate, Retention retention, LedgerTransfer transfer, Reindexing reindexing) {
        this.gate = gate;
        this.retention = retention;
        this.transfer = transfer;
        this.reindexing = reindexing;
    }

    @Override
    public void reindex(IndexSwitch to, ProgressListener progress) {
        gate.pass(() -> {
            reindexing.run(to, progress);
            return to;
        });
    }

    @Override
    public ExportReceipt exportTo(OutputStream out, ExportRequest request, ProgressListener progress) {
        return gate.pass(() -> transfer.exportTo(out, request, progress));
    }

    @Override
    public ImportReceipt importFrom(InputStream in, long bytes, ProgressListener progress) {
        return gate.pass(() -> transfer.importFrom(in, bytes, progress));
    }

    @Override
    public ImportReceipt importFrom(Mem0Export export, ProgressListener progress) {
        return gate.pass(() -> transfer.importFrom(export, progress));
    }

    @Override
    public List<Swept> sweep(List<RetentionRule> rules, boolean dryRun) {
        return gate.pass(() -> retention.apply(rules, dryRun));
    }
}
