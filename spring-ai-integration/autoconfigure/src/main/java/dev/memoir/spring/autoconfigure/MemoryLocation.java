// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.spring.autoconfigure.MemoirProperties.Datasource;
import java.nio.file.Path;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.ClassUtils;

/**
 * The location of the memory: a directory, or a PostgreSQL database with a pgvector index, unless a directory is given
 * for a Lucene index. A ledger or index bean of the application takes precedence.
 */
record MemoryLocation(
        MemoirProperties properties,
        ObjectProvider<LedgerFactory> ledgers,
        ObjectProvider<MemoryIndexFactory> indexes,
        ObjectProvider<DataSource> sources,
        ObjectProvider<MemoirConnectionDetails> addresses) {

    void configure(LongTermMemoryBuilder builder) {
        Path directory = properties.getDirectory();
        if (directory != null) {
            builder.directory(directory);
        }
        LedgerFactory ledger = ledgers.getIfUnique();
        MemoryIndexFactory index = indexes.getIfUnique();
        boolean database = properties.getDatasource().isApplication()
                || properties.getDatasource().getUrl() != null;
        if (directory == null && !database && (ledger == null || index == null)) {
            throw new InvalidConfigurationPropertyValueException(
                    MemoirProperties.PREFIX + ".directory",
                    "",
                    "It is empty, perhaps because it refers to a variable that is not set. Name a folder that lasts,"
                            + " such as /var/lib/my-application/memory, or remove the property.");
        }
        if (ledger != null) {
            builder.ledger(ledger);
        } else if (database) {
            builder.ledger(database().ledger());
        }
        if (index != null) {
            builder.index(index);
        } else if (database && directory == null) {
            builder.index(database().index());
        }
    }

    private PostgresFactories database() {
        if (!ClassUtils.isPresent("dev.memoir.ledger.jdbc.PostgresLedger", MemoryLocation.class.getClassLoader())) {
            throw new InvalidInputException(
                    "memoir.datasource is set, but the module for PostgreSQL is not on the class"
                            + " path. Add the dependency dev.memoir:memoir-jdbc.");
        }
        Datasource settings = properties.getDatasource();
        return settings.getUrl() == null
                ? new PostgresFactories(settings, null, source())
                : new PostgresFactories(settings, addresses.getIfAvailable(() -> address(settings)), null);
    }

    private static MemoirConnectionDetails address(Datasource settings) {
        return new MemoirConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return Objects.requireNonNull(settings.getUrl(), "it is asked only if the URL is set");
            }

            @Override
            public String getUsername() {
                return settings.getUsername();
            }

            @Override
            public String getPassword() {
                return settings.getPassword();
            }
        };
    }

    private DataSource source() {
        DataSource only = sources.getIfUnique();
        if (only == null) {
            throw new InvalidInputException(
                    "memoir.datasource.application is true, but the application has no DataSource, or"
                            + " several of which none is primary. Define one, or give memoir.datasource.url.");
        }
        return TargetDataSource.of(only);
    }
}
