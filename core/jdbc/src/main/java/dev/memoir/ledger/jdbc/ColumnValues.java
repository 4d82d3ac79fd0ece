// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Converts between values of the API and column values. */
final class ColumnValues {

    private ColumnValues() {}

    static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new InvalidInputException("The time " + instant
                    + " is more than 292 million years away; milliseconds in 64 bits cannot hold it.");
        }
    }

    static @Nullable Long millisOrNull(@Nullable Instant instant) {
        return instant == null ? null : millis(instant);
    }

    /** The instant as it is read back from a column. */
    static Instant stored(Instant instant) {
        return Instant.ofEpochMilli(millis(instant));
    }

    static @Nullable Instant storedOrNull(@Nullable Instant instant) {
        return instant == null ? null : stored(instant);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static Scope scope(ResultSet row) throws SQLException {
        return new Scope(id(row, "user_id"), id(row, "agent_id"), id(row, "run_id"));
    }

    private static @Nullable String id(ResultSet row, String column) throws SQLException {
        String id = row.getString(column);
        return id.isEmpty() ? null : id;
    }
}
