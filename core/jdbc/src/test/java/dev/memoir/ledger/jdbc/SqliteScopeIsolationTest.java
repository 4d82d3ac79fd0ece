// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.UuidV7Generator;
import dev.memoir.ledger.Ledger;
import dev.memoir.testing.contract.ScopeIsolationContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.AfterTry;

class SqliteScopeIsolationTest extends ScopeIsolationContract {

    private Path directory;

    @Override
    protected Ledger fresh() throws IOException {
        directory = Files.createTempDirectory("memoir");
        return JdbcLedger.sqlite(directory.resolve("ledger.db"), new UuidV7Generator(Clock.systemUTC()));
    }

    @AfterTry
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
