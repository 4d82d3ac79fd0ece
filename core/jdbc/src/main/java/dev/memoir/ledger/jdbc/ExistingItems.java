// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Looks up which items of an import exist already or were forgotten here.
 *
 * @param handle the transaction of the import
 */
record ExistingItems(Handle handle) {

    /** {@return those of the ids that exist in a table} */
    Set<String> ids(String table, Collection<String> ids) {
        return found("SELECT id FROM <p>" + table + " AS " + table + " WHERE id IN (<ids>)", ids);
    }

    /** {@return the ids of items that were destroyed: their tombstones remain in the feed} */
    Set<String> forgotten(Collection<String> ids) {
        return found("SELECT item_id FROM <p>change AS change WHERE destroyed = TRUE AND item_id IN (<ids>)", ids);
    }

    private Set<String> found(String sql, Collection<String> ids) {
        Set<String> found = new HashSet<>();
        IdChunks.each(
                ids,
                chunk -> found.addAll(handle.createQuery(sql)
                        .bindList("ids", chunk)
                        .mapTo(String.class)
                        .list()));
        return found;
    }
}
