// SPDX-License-Identifier: Apache-2.0
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

/** The options that select a memory: a directory, or the tables of a database. */
final class StorageOptions {

    /**
     * The environment variables of the credentials, unless the URL has them: a command line is visible to all users of
     * a machine.
     */
    static final String USERNAME = "MEMOIR_DATASOURCE_USERNAME";

    static final String PASSWORD = "MEMOIR_DATASOURCE_PASSWORD";

    @Option(names = "--dir", paramLabel = "DIR", description = "The directory of the memory; ~/.memoir by default.")
    private @Nullable Path directory;

    @Option(
            names = "--datasource",
            paramLabel = "URL",
            description = "A PostgreSQL database instead of a directory, such as postgresql://localhost/app. "
                    + USERNAME + " and " + PASSWORD + " provide the credentials.")
    private @Nullable String url;

    @Option(names = "--schema", paramLabel = "NAME", description = "The schema of the tables; memoir by default.")
    private String schema = "memoir";

    @Option(names = "--table-prefix", paramLabel = "PREFIX", description = "The prefix of the table names.")
    private String prefix = "";

    @Nullable
    Database database() {
        if (url == null) {
            return null;
        }
        if (directory != null) {
            throw new InvalidInputException(
                    "A memory is either in a directory or in a database: name --dir or --datasource.");
        }
        Map<String, String> environment = System.getenv();
        PostgresUrl address = PostgresUrl.of(
                url, environment.getOrDefault(USERNAME, "postgres"), environment.getOrDefault(PASSWORD, ""));
        return new Database(address.jdbc(), address.user(), address.password(), schema);
    }

    /** {@return the prefix of the table names} */
    String prefix() {
        return prefix;
    }

    /**
     * {@return a builder for an existing memory, with its ledger} Fails for a directory without one, such as a mistyped
     * one.
     */
    LongTermMemoryBuilder existing() {
        if (url == null && !Files.isRegularFile(home().resolve("ledger.db"))) {
            throw new InvalidInputException("There is no memory in " + home() + ".");
        }
        return builder();
    }

    private Path home() {
        return directory == null ? DefaultDirectory.path() : directory;
    }

    /** {@return a builder for a memory that is created if missing, with its ledger} */
    LongTermMemoryBuilder builder() {
        LongTermMemoryBuilder builder = LongTermMemory.builder();
        Database database = database();
        return database == null
                ? builder.directory(home())
                : builder.ledger(PostgresLedger.builder(database.url(), database.user(), database.password())
                        .schema(schema)
                        .tablePrefix(prefix)
                        .build());
    }

    /** The connection of a ledger or an index. */
    record Database(String url, String user, String password, String schema) {}
}
