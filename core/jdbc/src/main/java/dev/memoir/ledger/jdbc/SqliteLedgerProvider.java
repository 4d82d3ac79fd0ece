// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.LedgerProvider;
import java.nio.file.Path;

/** Provides the default ledger: the SQLite file {@code ledger.db} in the memory's directory. */
public final class SqliteLedgerProvider implements LedgerProvider {

    /** Creates the provider, as {@link java.util.ServiceLoader} does. */
    public SqliteLedgerProvider() {}

    @Override
    public Ledger open(Path directory, IdGenerator ids) {
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), ids);
    }
}
