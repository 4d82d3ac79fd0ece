package dev.memoir.ledger.jdbc;

import dev.memoir.StorageException;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.jdbc.SchemaMigrator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Migrates a database to the schema of this version. */
final class LedgerMigrations {

    private static final String HISTORY = "memoir_schema_history";

    private LedgerMigrations() {}

    static void sqlite(DataSource database) {
        run(new SchemaMigrator(
                database,
                "db/memoir/sqlite",
                List.of(
                        "V1__ledger.sql",
                        "V2__learning.sql",
                        "V5__spending.sql",
                        "V6__feed.sql",
                        "V7__entities.sql",
                        "V8__episodes.sql",
                        "V11__pinned.sql",
                        "V12__linking.sql",
                        "V13__speakers.sql",
                        "V14__zones.sql",
                        "V15__suppression.sql",
                        "V17__similarity_scale.sql"),
                HISTORY));
    }

    static void postgres(DataSource database, PostgresTables location) {
        run(new SchemaMigrator(
                        database,
                        "db/memoir/postgresql",
                        List.of(
                                "V1__ledger.sql",
                                "V2__speakers.sql",
                                "V3__zones.sql",
                                "V4__suppression.sql",
                                "V6__similarity_scale.sql"),
                        HISTORY)
                .in(location, Map.of()));
    }

    private static void run(SchemaMigrator schema) {
        schema.migrate(e -> new StorageException(
                "This version of Memoir does not know the ledger's schema: it was written by a later version, or the"
                        + " database belongs to another application. Use a version that is at least as new, or"
                        + " another database.",
                e));
    }
}
