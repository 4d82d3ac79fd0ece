// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import dev.memoir.StorageException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Creates and migrates the tables of one part of Memoir with numbered scripts. */
public final class SchemaMigrator {

    /** The placeholder for the prefix of every table's name in a script. */
    public static final String PREFIX = "p";

    /** The table that records which scripts of a ledger were run, without a prefix. */
    public static final String LEDGER_HISTORY = "memoir_schema_history";

    private final FluentConfiguration flyway;
    private final Function<FlywayException, RuntimeException> unknown;

    /**
     * Configures the migration of a database that contains only these tables.
     *
     * @param database the database, with at least two connections
     * @param jar a class of the JAR that contains the scripts
     * @param folder the folder of the scripts
     * @param scripts the names of the scripts, in order
     * @param history the table that records which scripts were run
     * @param unknown creates the exception for tables of a later version or of another application
     */
    public SchemaMigrator(
            DataSource database,
            Class<?> jar,
            String folder,
            List<String> scripts,
            String history,
            Function<FlywayException, RuntimeException> unknown) {
        this.unknown = unknown;
        flyway = Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(database)
                .table(history)
                // Only these scripts run; the application's own migrations and callbacks do not.
                .resourceProvider(new MigrationScripts(jar, folder, scripts))
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .placeholderReplacement(false)
                // A schema of a later version must not be opened as if it were of this one.
                .ignoreMigrationPatterns(new String[0])
                .loggers(MigrationLogLevel.class.getName());
    }

    /**
     * {@return the migration of a database that contains only a ledger}
     *
     * @param database the database, with at least two connections
     * @param jar a class of the JAR that contains the scripts
     * @param folder the folder of the scripts
     * @param scripts the names of the scripts, in order
     */
    public static SchemaMigrator ofLedger(DataSource database, Class<?> jar, String folder, List<String> scripts) {
        return new SchemaMigrator(
                database,
                jar,
                folder,
                scripts,
                LEDGER_HISTORY,
                e -> new StorageException(
                        "This version of Memoir does not know the ledger's schema: it was written by a later version,"
                                + " or the database belongs to another application. Use a version that is at least as"
                                + " new, or another database.",
                        e));
    }

    /**
     * {@return this migrator, for a location in a PostgreSQL database that may contain other tables}
     *
     * @param location the location of the tables
     * @param more values of further placeholders in the scripts
     */
    public SchemaMigrator in(PostgresTables location, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put(PREFIX, location.prefix());
        flyway.schemas(location.schema())
                .table(location.prefix() + flyway.getTable())
                .placeholderReplacement(true)
                .placeholders(values)
                // The schema may have been created by the application's own migrations.
                .baselineOnMigrate(true)
                .baselineVersion("0");
        return this;
    }

    /**
     * Runs the pending scripts. Of several processes that migrate at once, one runs them and the others wait.
     *
     * @throws FlywayException if the database fails
     */
    public void migrate() {
        try {
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw sqlFailed(e) ? e : unknown.apply(e);
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
