// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.testing.contract.EntityLedgerContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class SqliteEntityLedgerTest extends EntityLedgerContract {

    @TempDir
    Path directory;

    @Override
    protected Ledger open() {
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7Generator(Clock.systemUTC()));
    }
}
