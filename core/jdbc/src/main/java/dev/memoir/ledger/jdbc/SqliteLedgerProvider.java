// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.inspection.InspectionDepth;
import dev.memoir.inspection.LedgerInspection;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerProvider;
import java.nio.file.Path;
import java.time.Instant;

/** Provides the default ledger: the SQLite file {@code ledger.db} in the memory's directory. */
public final class SqliteLedgerProvider implements LedgerProvider {

    private static final String FILE = "ledger.db";

    /** Creates the provider, as {@link java.util.ServiceLoader} does. */
    public SqliteLedgerProvider() {}

    @Override
    public Ledger open(Path directory, IdGenerator ids) {
        return JdbcLedger.sqlite(directory.resolve(FILE), ids);
    }

    @Override
    public LedgerInspection inspect(Path directory, InspectionDepth depth, Instant now) {
        return new SqliteInspector(directory.resolve(FILE), depth, now).inspect();
    }
}
