package dev.memoir.ledger.jdbc;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * What of an import is here already, or was forgotten here.
 *
 * @param handle where to look
 */
record ExistingItems(Handle handle) {

    /** {@return those of the ids that a table has} */
    Set<String> ids(String table, Collection<String> ids) {
        return found("SELECT id FROM <p>" + table + " AS " + table + " WHERE id IN (<ids>)", ids);
    }

    /** {@return the ids of those that were destroyed: their tombstones stay in the feed} */
    Set<String> forgotten(Collection<String> ids) {
        return found("SELECT item_id FROM <p>change AS change WHERE destroyed = TRUE AND item_id IN (<ids>)", ids);
    }

    private Set<String> found(String sql, Collection<String> ids) {
        Set<String> found = new HashSet<>();
        IdChunks.each(
                ids,
                some -> found.addAll(handle.createQuery(sql)
                        .bindList("ids", some)
                        .mapTo(String.class)
                        .list()));
        return found;
    }
}
