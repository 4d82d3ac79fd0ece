package dev.memoir.index.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A statement in the making, each value beside its place. Not thread-safe. */
final class SqlBuilder {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Adds a piece with as many question marks as there are values: strings, numbers or arrays of strings. */
    SqlBuilder add(String piece, Object... its) {
        text.append(piece);
        values.addAll(Arrays.asList(its));
        return this;
    }

    /** Adds another to the end. */
    SqlBuilder then(SqlBuilder other) {
        text.append(other.text);
        values.addAll(other.values);
        return this;
    }

    /** {@return this, with the tables that it names} */
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
