package dev.memoir.jdbc;

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

    private final FluentConfiguration flyway;

    /**
     * Configures the migration of a database that contains only these tables.
     *
     * @param database the database
     * @param folder the folder of the scripts
     * @param scripts the names of the scripts, in order
     * @param history the table that records which scripts were run
     */
    public SchemaMigrator(DataSource database, String folder, List<String> scripts, String history) {
        flyway = Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(database)
                .table(history)
                // Only these scripts run; the application's own migrations and callbacks do not.
                .resourceProvider(new MigrationScripts(folder, scripts))
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .placeholderReplacement(false)
                // A schema of a later version must not be opened as if it were of this one.
                .ignoreMigrationPatterns(new String[0])
                .loggers(MigrationLogLevel.class.getName());
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
     * @param unknown creates the exception for tables of a later version or of another application
     * @throws FlywayException if the database fails
     */
    public void migrate(Function<FlywayException, RuntimeException> unknown) {
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
