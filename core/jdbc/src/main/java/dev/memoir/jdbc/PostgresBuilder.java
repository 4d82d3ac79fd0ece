// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

/**
 * Builds a part of a memory that has its tables in a schema of a PostgreSQL database. Not thread-safe.
 *
 * @param <B> the type of the builder itself
 */
public abstract class PostgresBuilder<B extends PostgresBuilder<B>> {

    private final ConnectionSource connections;
    private String schema = "memoir";
    private String prefix = "";

    /**
     * Creates a builder with the default schema and no prefix.
     *
     * @param connections opens connections to the database
     */
    protected PostgresBuilder(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * {@return this}
     *
     * @param schema the schema of the tables, created if need be; {@code memoir} by default
     */
    public B schema(String schema) {
        this.schema = schema;
        return self();
    }

    /**
     * {@return this}
     *
     * @param prefix the prefix of the tables' names, none by default: for a schema shared with other tables; two
     *     memories in one schema need different prefixes
     */
    public B tablePrefix(String prefix) {
        this.prefix = prefix;
        return self();
    }

    /** {@return this} */
    protected abstract B self();

    /** {@return what opens connections to the database} */
    protected ConnectionSource connections() {
        return connections;
    }

    /**
     * {@return the location of the tables}
     *
     * @throws dev.memoir.InvalidInputException if the schema or the prefix is not a plain name
     */
    protected PostgresTables location() {
        return new PostgresTables(schema, prefix);
    }
}
