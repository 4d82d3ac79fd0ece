package dev.memoir.engine;

import dev.memoir.RetentionRule;
import dev.memoir.maintenance.Maintenance;
import dev.memoir.maintenance.Swept;
import java.util.List;

/** Maintenance, as those who run a memory see it. Thread-safe. */
final class LedgerMaintenance implements Maintenance {

    private final Gate gate;
    private final Retention retention;

    LedgerMaintenance(Gate gate, Retention retention) {
        this.gate = gate;
        this.retention = retention;
    }

    @Override
    public List<Swept> sweep(List<RetentionRule> rules, boolean dryRun) {
        return gate.pass(() -> retention.apply(rules, dryRun));
    }
}
