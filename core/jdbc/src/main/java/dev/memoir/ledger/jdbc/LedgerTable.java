// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ledger.jdbc.dialect.Upsert;
import org.jdbi.v3.core.Handle;

/** The table with the single row of the ledger: its id, the last change and the scrub state. */
final class LedgerTable {

    private static final Upsert ROW = Upsert.builder("ledger")
            .value("singleton", "1")
            .parameters("id")
            .key("singleton")
            .build();

    private LedgerTable() {}

    /** {@return the ledger's id, initialised with the given one if there is none yet} */
    static String id(Handle handle, String fresh) {
        handle.createUpdate(LedgerSql.upsert(handle, ROW)).bind("id", fresh).execute();
        return handle.createQuery("SELECT id FROM <p>ledger AS ledger")
                .mapTo(String.class)
                .one();
    }

    /**
     * {@return the sequence of the last change, after which the given number of sequences is allocated} The row stays
     * locked until the commit: the order of the feed is that of the commits, and a reader that has seen one change has
     * seen all before it.
     */
    static long advance(Handle handle, long count) {
        return handle.createQuery(LedgerSql.returning(
                                handle,
                                "UPDATE <p>ledger AS ledger SET last_change = last_change + :places",
                                "last_change"))
                        .bind("places", count)
                        .mapTo(Long.class)
                        .one()
                - count;
    }

    static long lastChange(Handle handle) {
        return handle.createQuery("SELECT last_change FROM <p>ledger AS ledger")
                .mapTo(Long.class)
                .one();
    }

    /** Records, in the transaction of a forget, that its bytes are still to be scrubbed: a crash must not skip it. */
    static int unscrubbed(Handle handle, boolean unscrubbed) {
        return handle.createUpdate("UPDATE <p>ledger AS ledger SET unscrubbed = :unscrubbed")
                .bind("unscrubbed", unscrubbed)
                .execute();
    }

    static boolean unscrubbed(Handle handle) {
        return handle.createQuery("SELECT unscrubbed FROM <p>ledger AS ledger")
                .mapTo(Boolean.class)
                .one();
    }
}
