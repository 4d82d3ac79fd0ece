// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.inspection.CheckResult;
import dev.memoir.jdbc.SchemaVersion;

/** Judges the schema version of a ledger. */
final class SchemaCheck {

    private SchemaCheck() {}

    static CheckResult of(SchemaVersion version) {
        return judged(version).with("version", version.current()).with("known", version.latest());
    }

    private static CheckResult judged(SchemaVersion version) {
        if (version.isNewer()) {
            return CheckResult.problem(
                    "schema",
                    "The schema has version " + version.current() + ", this version of Memoir knows " + version.latest()
                            + ".",
                    "A later version of Memoir has opened the ledger. Use a version that is at least as new.");
        }
        return version.isOlder()
                ? CheckResult.warning(
                        "schema",
                        "The schema has version " + version.current() + ", this version of Memoir uses "
                                + version.latest() + ". What the ledger holds is not checked.",
                        "Opening the memory migrates it, after which earlier versions of Memoir cannot open it. Take a"
                                + " backup first.")
                : CheckResult.ok("schema", "The schema has version " + version.current() + ", as expected.");
    }
}
