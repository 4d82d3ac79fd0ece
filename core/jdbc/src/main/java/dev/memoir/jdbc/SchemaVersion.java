// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The migrations that were applied to a schema, and those that this version of Memoir knows.
 *
 * @param applied the numbers of the applied migrations
 * @param known the numbers of the known migrations
 */
public record SchemaVersion(SortedSet<Integer> applied, SortedSet<Integer> known) {

    /**
     * Reads the history of a schema.
     *
     * @param connection a connection to the database
     * @param history the table that records which scripts were run, as named in statements
     * @param scripts the names of the known scripts
     * @return the version
     * @throws SQLException if there is no such table, or it cannot be read
     */
    public static SchemaVersion of(Connection connection, String history, List<String> scripts) throws SQLException {
        SortedSet<Integer> known = new TreeSet<>();
        for (String script : scripts) {
            known.add(Integer.parseInt(script.substring(1, script.indexOf("__"))));
        }
        SortedSet<Integer> applied = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM " + history + " WHERE success")) {
            while (row.next()) {
                String version = row.getString(1);
                // A baseline is 0; a schema that Flyway has created has none.
                if (version != null && version.matches("[1-9]\\d{0,8}")) {
                    applied.add(Integer.parseInt(version));
                }
            }
        }
        return new SchemaVersion(applied, known);
    }

    /** {@return whether a later version of Memoir has migrated the schema} */
    public boolean isNewer() {
        return !known.containsAll(applied);
    }

    /** {@return whether this version of Memoir migrates the schema when it opens it} */
    public boolean isOlder() {
        return !applied.containsAll(known);
    }

    /** {@return the number of the latest applied migration, 0 for none} */
    public int current() {
        return applied.isEmpty() ? 0 : applied.last();
    }

    /** {@return the number of the latest known migration} */
    public int latest() {
        return known.last();
    }
}
