// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds an SQL statement with its parameter values. Not thread-safe. */
final class SqlBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Appends a fragment with one question mark per value: strings, numbers or arrays of strings. */
    SqlBuilder add(String fragment, Object... arguments) {
        text.append(fragment);
        values.addAll(Arrays.asList(arguments));
        return this;
    }

    /** Appends another statement. */
    SqlBuilder then(SqlBuilder other) {
        text.append(other.text);
        values.addAll(other.values);
        return this;
    }

    /** {@return a copy with the placeholders of the tables replaced} */
    SqlBuilder in(PgVectorTables tables) {
        SqlBuilder named = new SqlBuilder().add(tables.in(text.toString()));
        named.values.addAll(values);
        return named;
    }

    PreparedStatement prepared(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(i + 1, values.get(i));
                }
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }
}
