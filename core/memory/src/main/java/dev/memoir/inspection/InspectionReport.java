// SPDX-License-Identifier: Apache-2.0
package dev.memoir.inspection;

import java.util.List;
import java.util.Optional;

/**
 * The results of an inspection. A check that could not be made because of another one's problem is absent.
 *
 * @param results the results, in the order of the checks
 */
public record InspectionReport(List<CheckResult> results) {

    /** Copies the results. */
    public InspectionReport {
        results = List.copyOf(results);
    }

    /** {@return the most serious level of all results} */
    public CheckLevel level() {
        return results.stream().map(CheckResult::level).max(Enum::compareTo).orElse(CheckLevel.OK);
    }

    /**
     * {@return the result of a check, or empty if it was not made}
     *
     * @param check the name of the check
     */
    public Optional<CheckResult> result(String check) {
        return results.stream().filter(result -> result.check().equals(check)).findFirst();
    }
}
