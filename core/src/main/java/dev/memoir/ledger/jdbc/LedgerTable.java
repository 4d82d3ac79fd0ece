package dev.memoir.ledger.jdbc;

import org.jdbi.v3.core.Handle;

/** The one row that says which ledger this is. */
final class LedgerTable {

    private LedgerTable() {}

    /** {@return the ledger's id, the given one if it had none yet} */
    static String id(Handle handle, String fresh) {
        handle.createUpdate("INSERT INTO ledger (singleton, id) VALUES (1, :id) ON CONFLICT (singleton) DO NOTHING")
                .bind("id", fresh)
                .execute();
        return handle.createQuery("SELECT id FROM ledger").mapTo(String.class).one();
    }

    /** Notes, with the forget's own transaction, that its bytes are still to be scrubbed: a crash must not skip it. */
    static int unscrubbed(Handle handle, boolean unscrubbed) {
        return handle.createUpdate("UPDATE ledger SET unscrubbed = :unscrubbed")
                .bind("unscrubbed", unscrubbed)
                .execute();
    }

    static boolean unscrubbed(Handle handle) {
        return handle.createQuery("SELECT unscrubbed FROM ledger")
                .mapTo(Boolean.class)
                .one();
    }
}
