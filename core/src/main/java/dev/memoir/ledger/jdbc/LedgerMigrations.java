package dev.memoir.ledger.jdbc;

import dev.memoir.StorageException;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.jdbc.SchemaMigrator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Brings a database to the schema of this version. */
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

    static void postgres(DataSource database, PostgresTables place) {
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
                .in(place, Map.of()));
    }

    private static void run(SchemaMigrator schema) {
        schema.migrate(e -> new StorageException(
                "The ledger's schema is not one that this version of Memoir knows: it was written by a later version, or"
                        + " the database belongs to another application. Use a version at least as new, or another"
                        + " database.",
                e));
    }
}
