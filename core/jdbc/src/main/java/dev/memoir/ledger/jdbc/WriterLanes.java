// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.ledger.jdbc.dialect.LedgerDialect;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What writers of the same users wait for: rows of the table {@code lane}, by hash of the user. All processes that
 * share a ledger use the same hash.
 *
 * @param locked the query that locks lanes; empty if there is one writer at a time
 */
record WriterLanes(Optional<String> locked) {

    void lock(Handle handle, Collection<Scope> scopes) {
        List<Integer> lanes = scopes.stream()
                .map(scope -> Math.floorMod(Objects.hashCode(scope.userId()), LedgerDialect.LANES))
                .distinct()
                .sorted()
                .toList();
        if (locked.isPresent() && !lanes.isEmpty()) {
            handle.createQuery(locked.get())
                    .bindList("lanes", lanes)
                    .mapTo(Integer.class)
                    .list();
        }
    }
}
