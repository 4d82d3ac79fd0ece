package dev.memoir.samples.operations;

import dev.memoir.InvalidInputException;
import dev.memoir.LongTermMemory;
import dev.memoir.LongTermMemoryBuilder;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.samples.chat.DefaultDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which memory: a directory, or the tables of a database. */
final class StorageOptions {

    /** Who connects, and with which password, unless the URL says: the command line is for everybody on the machine to see. */
    static final String USERNAME = "MEMOIR_DATASOURCE_USERNAME";

    static final String PASSWORD = "MEMOIR_DATASOURCE_PASSWORD";

    @Option(names = "--dir", paramLabel = "DIR", description = "The memory's directory; ~/.memoir unless given.")
    private @Nullable Path directory;

    @Option(
            names = "--datasource",
            paramLabel = "URL",
            description = "In place of a directory, a PostgreSQL such as jdbc:postgresql://localhost/app. " + USERNAME
                    + " and " + PASSWORD + " say who connects.")
    private @Nullable String url;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema of its tables; memoir unless given.")
    private String schema = "memoir";

    @Option(names = "--table-prefix", paramLabel = "PREFIX", description = "What the names of its tables begin with.")
    private String prefix = "";

    @Nullable
    Database database() {
        Map<String, String> environment = System.getenv();
        return url == null
                ? null
                : new Database(
                        url,
                        environment.getOrDefault(USERNAME, "postgres"),
                        environment.getOrDefault(PASSWORD, ""),
                        schema);
    }

    /** {@return a builder of a memory that is there, with its ledger: a mistyped directory is not one} */
    LongTermMemoryBuilder existing() {
        if (url == null && !Files.isRegularFile(home().resolve("ledger.db"))) {
            throw new InvalidInputException("There is no memory in " + home() + ".");
        }
        return builder();
    }

    private Path home() {
        return directory == null ? DefaultDirectory.path() : directory;
    }

    /** {@return a builder of the memory, new if there is none, with its ledger} */
    LongTermMemoryBuilder builder() {
        if (url != null && directory != null) {
            throw new InvalidInputException("A memory is in a directory or in a database: name --dir or --datasource.");
        }
        LongTermMemoryBuilder builder = LongTermMemory.builder();
        Database database = database();
        return database == null
                ? builder.directory(home())
                : builder.ledger(PostgresLedger.builder(database.url(), database.user(), database.password())
                        .schema(schema)
                        .tablePrefix(prefix)
                        .build());
    }

    /** Where a ledger or an index is, and who connects. */
    record Database(String url, String user, String password, String schema) {}
}
