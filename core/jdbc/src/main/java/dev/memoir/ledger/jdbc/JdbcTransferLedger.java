// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Scope;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.ledger.TransferLedger;
import dev.memoir.maintenance.ImportResult;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Exports and imports of a relational database. Thread-safe. */
final class JdbcTransferLedger implements TransferLedger {

    private final LedgerDatabase database;

    JdbcTransferLedger(LedgerDatabase database) {
        this.database = database;
    }

    @Override
    public void read(@Nullable Scope scope, boolean vectors, Consumer<PortableRecord> to) {
        database.read(handle -> {
            new LedgerExport(handle, scope, vectors, to).run();
            return true;
        });
    }

    @Override
    public long countRecords(@Nullable Scope scope) {
        return database.read(handle -> LedgerExport.count(handle, scope));
    }

    @Override
    public ImportResult importRecords(List<PortableRecord> records) {
        Set<Scope> scopes = LedgerImport.scopes(records);
        return database.write(handle -> {
            database.lock(handle, scopes);
            return new LedgerImport(handle, database.ids()).take(records);
        });
    }
}
