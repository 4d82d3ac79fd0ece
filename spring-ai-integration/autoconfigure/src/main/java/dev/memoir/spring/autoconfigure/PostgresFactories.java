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
 * @param properties the database's address, or none
 * @param source the application's data source, null if the properties have an address
 */
record PostgresFactories(Datasource properties, @Nullable DataSource source) {

    LedgerFactory ledger() {
        String url = properties.getUrl();
        PostgresLedger.Builder builder = url == null
                ? PostgresLedger.builder(application())
                : PostgresLedger.builder(url, properties.getUsername(), properties.getPassword());
        return builder.schema(properties.getSchema())
                .tablePrefix(properties.getTablePrefix())
                .build();
    }

    MemoryIndexFactory index() {
        String url = properties.getUrl();
        PgVectorIndex.Builder builder = url == null
                ? PgVectorIndex.builder(application())
                : PgVectorIndex.builder(url, properties.getUsername(), properties.getPassword());
        return builder.schema(properties.getSchema())
                .tablePrefix(properties.getTablePrefix())
                .build();
    }

    private DataSource application() {
        return Objects.requireNonNull(source, "the address or the application's data source is known");
    }
}
