// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

import java.util.List;
import java.util.Optional;

/**
 * The contribution of an index's adapter to an inspection.
 *
 * @param results the results of its own checks, such as checksums
 * @param state what the index holds; empty if there is none or it cannot be read
 */
public record IndexInspection(List<CheckResult> results, Optional<IndexState> state) {

    /** Copies the results. */
    public IndexInspection {
        results = List.copyOf(results);
    }

    /** {@return the inspection of an index that supports none} */
    public static IndexInspection unsupported() {
        return new IndexInspection(
                List.of(CheckResult.ok("index", "This kind of index cannot be inspected.")), Optional.empty());
    }
}
