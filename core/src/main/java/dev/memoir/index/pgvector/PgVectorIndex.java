package dev.memoir.index.pgvector;

import dev.memoir.InvalidInputException;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.jdbc.ConnectionSource;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.jdbc.SchemaMigrator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * PostgreSQL with pgvector as a memory's index, often in the database that has the ledger:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .ledger(PostgresLedger.over(dataSource).build())
 *         .index(PgVectorIndex.over(dataSource).build())
 *         .open();
 * }</pre>
 *
 * <p>Any number of processes share it: what one has applied the others find. It finds by meaning (the cosine, in an HNSW graph
 * where pgvector is 0.8 or later and vectors have at most 2,000 dimensions, else by comparing all of a scope) and by word
 * ({@code tsvector}, ranked by BM25 over all that the index holds). Scope, types, expiry and filters are conditions of the
 * search. Of a text longer than 200,000 characters the words beyond are not matched.
 *
 * <p>Vectors of each dimension have tables of their own. Needs PostgreSQL 14 or later; the extension {@code vector}, which an
 * administrator makes where the user may not; and the driver and Flyway's module for PostgreSQL, which are optional
 * dependencies.
 */
public final class PgVectorIndex implements MemoryIndexFactory {

    private static final Pattern CONFIGURATION = Pattern.compile("[a-z_][a-z0-9_.]{0,80}");

    private static final int MOST_DIMENSIONS = 16_000;

    private static final int GRAPH_DIMENSIONS = 2_000;

    private final Builder asked;

    private PgVectorIndex(Builder asked) {
        this.asked = asked;
    }

    /**
     * {@return a builder of an index in the application's database}
     *
     * <p>An application's threads hold connections while they wait for the memory, so the index has some of its own: a pool of
     * up to five with a HikariCP pool's settings; of any other {@code DataSource} it keeps two connections.
     *
     * @param connections how the application connects; not closed with the index
     */
    public static Builder over(DataSource connections) {
        return new Builder(ConnectionSource.given(connections));
    }

    /**
     * {@return a builder of an index on connections of its own}
     *
     * @param url such as {@code jdbc:postgresql://localhost:5432/app}
     * @param user who owns, or may make, the schema
     * @param password of the user
     */
    public static Builder at(String url, String user, String password) {
        return new Builder(ConnectionSource.own(url, user, password));
    }

    /**
     * {@return the index; its tables are made or migrated if need be}
     *
     * @param dimension of the vectors, 16,000 at most
     * @throws MemoryIndexException if the database is not reached, refuses, lacks pgvector, or was written by a later version
     */
    @Override
    public MemoryIndex open(int dimension) {
        if (dimension > MOST_DIMENSIONS) {
            throw new MemoryIndexIncompatibleException(
                    "pgvector takes vectors of up to " + MOST_DIMENSIONS + " dimensions, not of " + dimension
                            + ". Use another index, or another embedder.",
                    null);
        }
        PostgresTables place = new PostgresTables(asked.schema, asked.prefix);
        ConnectionSource.Opened connections = asked.connections.open("memoir-index-" + place.schema());
        DataSource source = connections.source();
        String name = place.tables() + table(dimension);
        try {
            VectorExtension extension = new PgVectorTables(source, name, "").inTransaction(VectorExtension::of);
            migrate(source, place, dimension, extension);
            PgVectorTables tables = new PgVectorTables(source, name, extension.schema());
            return new PgVectorMemoryIndex(
                    new PgVectorFeedApplier(tables, asked.language),
                    new PgVectorSearch(
                            tables, asked.language, extension.filtersInGraph() && dimension <= GRAPH_DIMENSIONS),
                    connections.closing());
        } catch (RuntimeException e) {
            connections.closing().run();
            throw new PgVectorTables(source, name, "").failed(e);
        }
    }

    private static void migrate(DataSource source, PostgresTables place, int dimension, VectorExtension extension) {
        Map<String, String> values = Map.of(
                "t",
                place.tables() + table(dimension),
                "n",
                place.prefix() + table(dimension),
                "dimension",
                Integer.toString(dimension),
                "extension",
                extension.schema(),
                "graph",
                Boolean.toString(extension.filtersInGraph() && dimension <= GRAPH_DIMENSIONS));
        new SchemaMigrator(
                        source,
                        "db/memoir/pgvector",
                        List.of("V1__index.sql", "V2__origin.sql"),
                        "memoir_" + table(dimension) + "_history")
                .in(place, values)
                .migrate(e -> new MemoryIndexIncompatibleException(
                        "The index's tables are not ones that this version of Memoir knows: a later version wrote them."
                                + " Use a version at least as new, or another schema or prefix.",
                        e));
    }

    private static String table(int dimension) {
        return "index_" + dimension;
    }

    /** Builds a {@link PgVectorIndex}. Not thread-safe. */
    public static final class Builder {

        private final ConnectionSource connections;
        private String schema = "memoir";
        private String prefix = "";
        private String language = "english";

        private Builder(ConnectionSource connections) {
            this.connections = connections;
        }

        /**
         * {@return this}
         *
         * @param schema of the tables, made if need be; by default {@code memoir}
         */
        public Builder schema(String schema) {
            this.schema = schema;
            return this;
        }

        /**
         * {@return this}
         *
         * @param prefix of the tables' names, by default none; two memories in one schema need two
         */
        public Builder tablePrefix(String prefix) {
            this.prefix = prefix;
            return this;
        }

        /**
         * {@return this}
         *
         * @param configuration PostgreSQL's text search configuration that words are taken by, by default {@code english};
         *     {@code simple} for talk in many languages, where no word is cut to its stem or left out. Memories that share an
         *     index use one. After a change the index must be filled again: drop its tables.
         * @throws InvalidInputException if it is no name of a configuration
         */
        public Builder textSearch(String configuration) {
            if (!CONFIGURATION.matcher(configuration).matches()) {
                throw new InvalidInputException(
                        "'" + configuration + "' is no name of a text search configuration, such"
                                + " as english or simple. \\dF in psql lists them.");
            }
            this.language = configuration;
            return this;
        }

        /** {@return the index, for a memory's builder; nothing is asked of the database yet} */
        public PgVectorIndex build() {
            return new PgVectorIndex(this);
        }
    }
}
