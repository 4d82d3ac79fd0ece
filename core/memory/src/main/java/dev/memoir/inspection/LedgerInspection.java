// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

import java.util.List;
import java.util.Optional;

/**
 * The contribution of a ledger's adapter to an inspection.
 *
 * @param results the results of its own checks, such as integrity and schema version
 * @param state what the ledger holds; empty if it cannot be read
 */
public record LedgerInspection(List<CheckResult> results, Optional<LedgerState> state) {

    /** Copies the results. */
    public LedgerInspection {
        results = List.copyOf(results);
    }

    /** {@return the inspection of a ledger that supports none} */
    public static LedgerInspection unsupported() {
        return new LedgerInspection(
                List.of(CheckResult.ok("ledger", "This kind of ledger cannot be inspected.")), Optional.empty());
    }
}
