// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.tenant;

import dev.memoir.MemoryEvent;
import dev.memoir.Scope;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/** What an operation was done to, as the audit log shows it. */
final class AuditTarget {

    private AuditTarget() {}

    /** {@return the ids of a scope} */
    static String of(Scope scope) {
        StringJoiner parts = new StringJoiner(" ");
        if (scope.userId() != null) {
            parts.add("user=" + scope.userId());
        }
        if (scope.agentId() != null) {
            parts.add("agent=" + scope.agentId());
        }
        if (scope.runId() != null) {
            parts.add("run=" + scope.runId());
        }
        return parts.toString();
    }

    /** {@return the ids of the memories and turns of some steps} */
    static List<String> concerned(List<MemoryEvent> steps) {
        return steps.stream()
                .map(MemoryEvent::memoryId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
