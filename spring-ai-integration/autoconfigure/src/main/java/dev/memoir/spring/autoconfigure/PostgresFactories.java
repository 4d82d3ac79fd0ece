// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.spring.autoconfigure.MemoirProperties.Datasource;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Creates the ledger and the index of a PostgreSQL database. A separate class, so that an application without
 * {@code memoir-jdbc} starts.
 *
 * @param properties the schema and the table prefix
 * @param address the address of a separate database, or null for the application's
 * @param source the application's data source, null if there is an address
 */
record PostgresFactories(
        Datasource properties,
        @Nullable MemoirConnectionDetails address,
        @Nullable DataSource source) {

    LedgerFactory ledger() {
        PostgresLedger.Builder builder = address == null
                ? PostgresLedger.builder(application())
                : PostgresLedger.builder(address.getJdbcUrl(), address.getUsername(), address.getPassword());
        return builder.schema(properties.getSchema())
                .tablePrefix(properties.getTablePrefix())
                .build();
    }

    MemoryIndexFactory index() {
        PgVectorIndex.Builder builder = address == null
                ? PgVectorIndex.builder(application())
                : PgVectorIndex.builder(address.getJdbcUrl(), address.getUsername(), address.getPassword());
        return builder.schema(properties.getSchema())
                .tablePrefix(properties.getTablePrefix())
                .build();
    }

    private DataSource application() {
        return Objects.requireNonNull(source, "the address or the application's data source is known");
    }
}
