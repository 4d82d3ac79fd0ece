// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.InvalidInputException;
import dev.memoir.StorableText;
import dev.memoir.StorageException;
import dev.memoir.ledger.PortableRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A column of a ledger table as a field of exported records.
 *
 * @param field the name of the field
 * @param column the name of the column
 * @param kind how a value is represented in each
 * @param required whether the column rejects NULL
 * @param names the only allowed texts; empty for any
 */
record PortableColumn(String field, String column, Kind kind, boolean required, Set<String> names) {

    /** The representation of a value in a column and in a field. */
    enum Kind {
        TEXT,
        /** A part of a scope: an absent part is '' in the column. */
        PART,
        WHOLE,
        FLAG,
        /** Milliseconds in the column, ISO 8601 in the field. */
        TIME,
        /** The id of a time zone in both. */
        ZONE,
        /** Text in the column, the value itself in the field. */
        JSON
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    static PortableColumn optional(String field, String column, Kind kind) {
        return new PortableColumn(field, column, kind, false, Set.of());
    }

    static PortableColumn required(String field, String column, Kind kind) {
        return new PortableColumn(field, column, kind, true, Set.of());
    }

    static <E extends Enum<E>> PortableColumn oneOf(String field, String column, E[] names) {
        return new PortableColumn(
                field,
                column,
                Kind.TEXT,
                true,
                Arrays.stream(names).map(Enum::name).collect(Collectors.toSet()));
    }

    @Nullable
    Object read(ResultSet row) throws SQLException {
        String text = kind == Kind.TEXT || kind == Kind.PART || kind == Kind.ZONE || kind == Kind.JSON
                ? row.getString(column)
                : null;
        return switch (kind) {
            case TEXT, ZONE -> text;
            case PART -> text == null || text.isEmpty() ? null : text;
            case JSON -> text == null ? null : parsed(text);
            case FLAG -> row.getBoolean(column);
            case WHOLE -> {
                long value = row.getLong(column);
                yield row.wasNull() ? null : value;
            }
            case TIME -> {
                Instant at = ColumnValues.instantOrNull(row, column);
                yield at == null ? null : at.toString();
            }
        };
    }

    /** Binds the field's value under the column's name. */
    void bind(SqlStatement<?> statement, PortableRecord record) {
        @Nullable Object value = record.fields().get(field);
        if (value == null && required && kind != Kind.PART) {
            throw wrong(record, "is missing");
        }
        switch (kind) {
            case TEXT -> statement.bind(column, text(record, value));
            case PART -> statement.bind(column, value == null ? "" : text(record, value));
            case WHOLE -> statement.bind(column, whole(record, value));
            case FLAG -> statement.bind(column, Boolean.TRUE.equals(value));
            case TIME -> statement.bind(column, millis(record, value));
            case ZONE -> statement.bind(column, zone(record, value));
            case JSON -> statement.bind(column, value == null ? null : written(value));
        }
    }

    private @Nullable String text(PortableRecord record, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || (!names.isEmpty() && !names.contains(text))) {
            throw wrong(record, names.isEmpty() ? "is not a text" : "is not one of " + names);
        }
        return StorableText.of(text);
    }

    private @Nullable Long whole(PortableRecord record, @Nullable Object value) {
        if (value != null && !(value instanceof Long) && !(value instanceof Integer)) {
            throw wrong(record, "is not a whole number");
        }
        return value == null ? null : Long.valueOf(((Number) value).longValue());
    }

    private @Nullable Long millis(PortableRecord record, @Nullable Object value) {
        try {
            return value == null ? null : Long.valueOf(ColumnValues.millis(Instant.parse(value.toString())));
        } catch (DateTimeException e) {
            throw wrong(record, "is not an ISO 8601 time");
        }
    }

    private @Nullable String zone(PortableRecord record, @Nullable Object value) {
        try {
            return value == null ? null : ZoneId.of(value.toString()).getId();
        } catch (DateTimeException e) {
            throw wrong(record, "is not a time zone known to this Java runtime");
        }
    }

    /** Names the field without quoting its value. */
    private InvalidInputException wrong(PortableRecord record, String how) {
        return new InvalidInputException(
                "The " + field + " of the " + record.type() + " " + record.text("id") + " " + how + ".");
    }

    private static Object parsed(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes the JSON.
            throw new StorageException("A column of the ledger is not JSON: the row was edited by hand, or the"
                    + " database is damaged. Restore it from a backup.");
        }
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StorageException("A value cannot be written as JSON.");
        }
    }
}
