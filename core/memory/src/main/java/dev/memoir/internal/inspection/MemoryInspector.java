// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.inspection;

import dev.memoir.inspection.CheckLevel;
import dev.memoir.inspection.CheckResult;
import dev.memoir.inspection.IndexInspection;
import dev.memoir.inspection.IndexState;
import dev.memoir.inspection.InspectionReport;
import dev.memoir.inspection.LedgerInspection;
import dev.memoir.inspection.LedgerState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Runs the checks of an inspection in order, and leaves out those that an earlier problem makes impossible. */
public final class MemoryInspector {

    private final InspectionTarget target;
    private final Instant now;
    private final List<CheckResult> results = new ArrayList<>();

    private MemoryInspector(InspectionTarget target, Instant now) {
        this.target = target;
        this.now = now;
    }

    /**
     * {@return what was found}
     *
     * @param target what to inspect
     * @param now the current time
     */
    public static InspectionReport inspect(InspectionTarget target, Instant now) {
        MemoryInspector inspector = new MemoryInspector(target, now);
        inspector.run();
        return new InspectionReport(inspector.results);
    }

    private void run() {
        results.add(EnvironmentChecks.java());
        EmbedderIdentity embedder = EnvironmentChecks.embedder(target, results);
        boolean live = false;
        Path directory = target.directory();
        if (directory != null) {
            if (!DirectoryChecks.readable(directory, results)) {
                return;
            }
            live = DirectoryChecks.lock(target.locked(), results);
        }
        LedgerInspection ledger = target.ledger().get();
        results.addAll(ledger.results());
        LedgerState held = ledger.state().orElse(null);
        if (directory != null && target.ledgerInDirectory()) {
            results.add(DirectoryChecks.freeSpace(directory, held == null ? 0 : held.bytes()));
        }
        // Without a ledger there is nothing that the index could be compared with or rebuilt from.
        boolean lost =
                held == null && ledger.results().stream().anyMatch(result -> result.level() == CheckLevel.PROBLEM);
        IndexState index = lost ? null : index(embedder);
        if (index != null) {
            IndexChecks checks = new IndexChecks(index, held, live, directory != null);
            results.add(checks.position());
            if (embedder != null) {
                results.add(checks.embedder(embedder));
            }
        }
        if (held != null) {
            boolean waiting = directory != null && target.ledgerInDirectory() && !live;
            new LedgerChecks(held, now, waiting, target.dailyTokens()).addTo(results);
            results.add(LedgerChecks.size(held, index));
        }
    }

    private @Nullable IndexState index(@Nullable EmbedderIdentity embedder) {
        if (target.index() == null) {
            return null;
        }
        IndexInspection inspection =
                target.index().apply(embedder == null ? OptionalInt.empty() : OptionalInt.of(embedder.dimension()));
        results.addAll(inspection.results());
        return inspection.state().orElse(null);
    }
}
