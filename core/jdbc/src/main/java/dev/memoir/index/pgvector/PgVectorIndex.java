// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.inspection.IndexInspection;
import dev.memoir.jdbc.ConnectionSource;
import dev.memoir.jdbc.PostgresBuilder;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.jdbc.SchemaMigrator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The index of a memory in PostgreSQL with pgvector, often in the database that contains the ledger:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .ledger(PostgresLedger.builder(dataSource).build())
 *         .index(PgVectorIndex.builder(dataSource).build())
 *         .open();
 * }</pre>
 *
 * <p>Any number of processes share it: what one has applied, the others find. It searches by meaning (the cosine, in an
 * HNSW graph if pgvector is 0.8 or later and vectors have at most 2,000 dimensions, otherwise by comparing all vectors
 * of a scope) and by word ({@code tsvector}, ranked by BM25 over the whole index). Scope, types, expiry and filters are
 * conditions of the search. The words of a text beyond 200,000 characters are not matched.
 *
 * <p>Vectors of each dimension have separate tables. Requires PostgreSQL 14 or later; the extension {@code vector},
 * which an administrator must create if the user may not; and the driver and Flyway's module for PostgreSQL, which are
 * optional dependencies.
 */
public final class PgVectorIndex implements MemoryIndexFactory {

    private static final Pattern CONFIGURATION = Pattern.compile("[a-z_][a-z0-9_.]{0,80}");

    private static final int MAX_DIMENSIONS = 16_000;

    private static final int MAX_GRAPH_DIMENSIONS = 2_000;

    private final ConnectionSource connections;
    private final PostgresTables location;
    private final String language;

    private PgVectorIndex(ConnectionSource connections, PostgresTables location, String language) {
        this.connections = connections;
        this.location = location;
        this.language = language;
    }

    /**
     * {@return a builder of an index in the application's database}
     *
     * <p>The application's threads hold connections while they wait for the memory, so the index has connections of its
     * own: a pool of up to five with the settings of a HikariCP pool; of any other {@code DataSource} it reserves two
     * connections.
     *
     * @param connections the application's connections; not closed with the index
     */
    public static Builder builder(DataSource connections) {
        return new Builder(ConnectionSource.ofApplication(connections));
    }

    /**
     * {@return a builder of an index with its own connections}
     *
     * @param url the JDBC URL, such as {@code jdbc:postgresql://localhost:5432/app}
     * @param user a database user that owns, or may create, the schema
     * @param password the user's password
     */
    public static Builder builder(String url, String user, String password) {
        return new Builder(ConnectionSource.ofAddress(url, user, password));
    }

    /**
     * {@return the index; its tables are created or migrated if need be}
     *
     * @param dimension the dimension of the vectors, at most 16,000
     * @throws MemoryIndexException if the database is unreachable, rejects the user, lacks pgvector, or was written by
     *     a later version
     */
    @Override
    public MemoryIndex open(int dimension) {
        if (dimension > MAX_DIMENSIONS) {
            throw new MemoryIndexIncompatibleException(
                    "pgvector supports vectors of up to " + MAX_DIMENSIONS + " dimensions, not " + dimension
                            + ". Use another index, or another embedder.",
                    null);
        }
        ConnectionSource.Opened opened = connections.open("memoir-index-" + location.schema());
        DataSource source = opened.source();
        String name = location.tables() + table(dimension);
        try {
            VectorExtension extension = new PgVectorTables(source, name, "").inTransaction(VectorExtension::of);
            migrate(source, dimension, extension);
            PgVectorTables tables = new PgVectorTables(source, name, extension.schema());
            return new PgVectorMemoryIndex(
                    new PgVectorFeedApplier(tables, language),
                    new PgVectorSearch(
                            tables, language, extension.filtersInGraph() && dimension <= MAX_GRAPH_DIMENSIONS),
                    opened.closing());
        } catch (RuntimeException e) {
            opened.closing().run();
            throw new PgVectorTables(source, name, "").failed(e);
        }
    }

    @Override
    public IndexInspection inspect(OptionalInt dimension) {
        return new PgVectorInspector(connections, location, dimension).inspect();
    }

    private void migrate(DataSource source, int dimension, VectorExtension extension) {
        Map<String, String> values = Map.of(
                "t",
                location.tables() + table(dimension),
                "n",
                location.prefix() + table(dimension),
                "dimension",
                Integer.toString(dimension),
                "extension",
                extension.schema(),
                "graph",
                Boolean.toString(extension.filtersInGraph() && dimension <= MAX_GRAPH_DIMENSIONS));
        new SchemaMigrator(
                        source,
                        PgVectorIndex.class,
                        "db/memoir/pgvector",
                        List.of("V1__index.sql", "V2__origin.sql"),
                        "memoir_" + table(dimension) + "_history",
                        e -> new MemoryIndexIncompatibleException(
                                "This version of Memoir does not know the tables of the index: a later version wrote"
                                        + " them. Use a version that is at least as new, or another schema or prefix.",
                                e))
                .in(location, values)
                .migrate();
    }

    private static String table(int dimension) {
        return "index_" + dimension;
    }

    /** Builds a {@link PgVectorIndex}. Not thread-safe. */
    public static final class Builder extends PostgresBuilder<Builder> {

        private String language = "english";

        private Builder(ConnectionSource connections) {
            super(connections);
        }

        /**
         * {@return this}
         *
         * @param configuration PostgreSQL's text search configuration for words, {@code english} by default; {@code
         *     simple} for conversations in many languages, which neither stems words nor omits stop words. Memories
         *     that share an index must use the same. After a change the index must be filled again: drop its tables
         * @throws InvalidInputException if it is not the name of a configuration
         */
        public Builder textSearch(String configuration) {
            if (!CONFIGURATION.matcher(configuration).matches()) {
                throw new InvalidInputException(
                        "'" + configuration + "' is not the name of a text search configuration such"
                                + " as english or simple. \\dF in psql lists them.");
            }
            this.language = configuration;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * {@return the index, for the builder of a memory; the database is not accessed yet}
         *
         * @throws InvalidInputException if the schema or the prefix is not a plain name
         */
        public PgVectorIndex build() {
            return new PgVectorIndex(connections(), location(), language);
        }
    }
}
