package dev.memoir.ledger.jdbc;

import dev.memoir.StorageException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the schema of this version. */
final class Migrations {

    private static final String HISTORY = "memoir_schema_history";

    private Migrations() {}

    static void sqlite(DataSource database) {
        run(configured(
                        database,
                        "sqlite",
                        List.of(
                                "V1__ledger.sql",
                                "V2__learning.sql",
                                "V5__spending.sql",
                                "V6__feed.sql",
                                "V8__episodes.sql",
                                "V11__pinned.sql"))
                .load());
    }

    /** Flyway locks its history: of several processes that open a database at once one migrates, the others wait. */
    static void postgres(DataSource database, PostgresPlace place) {
        run(configured(database, "postgresql", List.of("V1__ledger.sql"))
                .schemas(place.schema())
                .table(place.prefix() + HISTORY)
                .placeholderReplacement(true)
                .placeholders(Map.of(Store.TABLES, place.prefix()))
                // An application's own migrations may have made the schema.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load());
    }

    private static FluentConfiguration configured(DataSource database, String dialect, List<String> scripts) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .table(HISTORY)
                // Only these scripts: the application's own migrations and callbacks are none of ours.
                .resourceProvider(new MigrationScripts("db/memoir/" + dialect, scripts))
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .placeholderReplacement(false)
                // A ledger written by a later version must not be opened as if it were of this one.
                .ignoreMigrationPatterns(new String[0])
                .loggers(QuietMigrationLog.class.getName());
    }

    private static void run(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            if (sqlFailed(e)) {
                throw e;
            }
            throw new StorageException(
                    "The ledger's schema is not one that this version of Memoir knows: it was written by a later"
                            + " version, or the database belongs to another application. Use a version at least as"
                            + " new, or another database.",
                    e);
        }
    }

    private static boolean sqlFailed(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
