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

/** The tables of a part of Memoir in a database, brought to this version by numbered scripts. */
public final class SchemaMigrator {

    /** The attribute that stands before every table's name in a script: a prefix. */
    public static final String PREFIX = "p";

    private final FluentConfiguration flyway;

    /**
     * Describes tables in a database that is theirs alone.
     *
     * @param database the database
     * @param folder where the scripts are
     * @param scripts their names, in order
     * @param history the table that remembers which were run
     */
    public SchemaMigrator(DataSource database, String folder, List<String> scripts, String history) {
        flyway = Flyway.configure(SchemaMigrator.class.getClassLoader())
                .dataSource(database)
                .table(history)
                // Only these scripts: the application's own migrations and callbacks are none of ours.
                .resourceProvider(new MigrationScripts(folder, scripts))
                .javaMigrationClassProvider(List::of)
                .skipDefaultCallbacks(true)
                .placeholderReplacement(false)
                // What a later version wrote must not be opened as if it were of this one.
                .ignoreMigrationPatterns(new String[0])
                .loggers(MigrationLogLevel.class.getName());
    }

    /**
     * {@return this, in a place of a PostgreSQL database, which others may share}
     *
     * @param place where
     * @param more what the scripts have in braces beside the prefix
     */
    public SchemaMigrator in(PostgresTables place, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(more);
        values.put(PREFIX, place.prefix());
        flyway.schemas(place.schema())
                .table(place.prefix() + flyway.getTable())
                .placeholderReplacement(true)
                .placeholders(values)
                // An application's own migrations may have made the schema.
                .baselineOnMigrate(true)
                .baselineVersion("0");
        return this;
    }

    /**
     * Runs what was not run yet. Of several processes that do so at once one runs it, the others wait.
     *
     * @param unknown makes the exception for tables of a later version or another application
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
