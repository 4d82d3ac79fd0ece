package dev.memoir.spring.autoconfigure;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.ledger.LedgerFactory;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.spring.autoconfigure.MemoirProperties.Datasource;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Where the memory is: a directory, or a PostgreSQL database, whose index is pgvector's there unless a directory is named for
 * Lucene's. A ledger or index of the application's own comes first.
 */
record MemoryPlace(
        MemoirProperties properties,
        ObjectProvider<LedgerFactory> ledgers,
        ObjectProvider<MemoryIndexFactory> indexes,
        ObjectProvider<DataSource> sources) {

    void tell(LongTermMemoryBuilder builder) {
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
                    "It is empty, perhaps because a variable that it names is not set. Name a folder that lasts,"
                            + " such as /var/lib/my-application/memory, or remove the property.");
        }
        if (ledger != null) {
            builder.ledger(ledger);
        } else if (database) {
            builder.ledger(ledger());
        }
        if (index != null) {
            builder.index(index);
        } else if (database && directory == null) {
            builder.index(index());
        }
    }

    private LedgerFactory ledger() {
        Datasource asked = properties.getDatasource();
        PostgresLedger.Builder builder = asked.getUrl() == null
                ? PostgresLedger.over(source())
                : PostgresLedger.at(asked.getUrl(), asked.getUsername(), asked.getPassword());
        return builder.schema(asked.getSchema())
                .tablePrefix(asked.getTablePrefix())
                .build();
    }

    private MemoryIndexFactory index() {
        Datasource asked = properties.getDatasource();
        PgVectorIndex.Builder builder = asked.getUrl() == null
                ? PgVectorIndex.over(source())
                : PgVectorIndex.at(asked.getUrl(), asked.getUsername(), asked.getPassword());
        return builder.schema(asked.getSchema())
                .tablePrefix(asked.getTablePrefix())
                .build();
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
