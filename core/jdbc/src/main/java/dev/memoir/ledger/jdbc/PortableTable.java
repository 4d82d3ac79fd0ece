// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import static dev.memoir.ledger.jdbc.PortableColumn.Kind.FLAG;
import static dev.memoir.ledger.jdbc.PortableColumn.Kind.JSON;
import static dev.memoir.ledger.jdbc.PortableColumn.Kind.PART;
import static dev.memoir.ledger.jdbc.PortableColumn.Kind.TEXT;
import static dev.memoir.ledger.jdbc.PortableColumn.Kind.TIME;
import static dev.memoir.ledger.jdbc.PortableColumn.Kind.WHOLE;
import static dev.memoir.ledger.jdbc.PortableColumn.Kind.ZONE;
import static dev.memoir.ledger.jdbc.PortableColumn.oneOf;
import static dev.memoir.ledger.jdbc.PortableColumn.optional;
import static dev.memoir.ledger.jdbc.PortableColumn.required;

import dev.memoir.EntityEvent;
import dev.memoir.ItemType;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Role;
import dev.memoir.TimePrecision;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/** The ledger tables that are exported and imported, with their fields. */
enum PortableTable {
    REQUEST(
            required("id", "id", TEXT),
            required("key", "name", TEXT),
            required("contentHash", "content_hash", TEXT),
            required("recordedAt", "recorded_at", TIME)),
    TURN(
            required("id", "id", TEXT),
            oneOf("role", "role", Role.values()),
            oneOf("origin", "origin", Origin.values()),
            optional("speaker", "speaker", TEXT),
            required("text", "text", TEXT),
            required("saidAt", "said_at", TIME),
            required("recordedAt", "recorded_at", TIME),
            optional("extractedAt", "extracted_at", TIME),
            optional("extractedBy", "extracted_by", TEXT),
            required("metadata", "metadata", JSON),
            optional("instructions", "instructions", TEXT),
            optional("zone", "zone", ZONE),
            required("attempts", "attempts", WHOLE),
            optional("parkedAt", "parked_at", TIME),
            optional("parkedBecause", "parked_because", TEXT),
            optional("suppressedAt", "suppressed_at", TIME)),
    MEMORY(
            required("id", "id", TEXT),
            oneOf("kind", "kind", MemoryKind.values()),
            required("text", "text", TEXT),
            optional("subject", "subject", TEXT),
            optional("attributedTo", "attributed_to", TEXT),
            oneOf("origin", "origin", Origin.values()),
            required("entities", "entities", JSON),
            optional("validFrom", "valid_from", TIME),
            optional("validTo", "valid_to", TIME),
            oneOf("validPrecision", "valid_precision", TimePrecision.values()),
            optional("validZone", "valid_zone", ZONE),
            required("recordedAt", "recorded_at", TIME),
            required("updatedAt", "updated_at", TIME),
            optional("retractedAt", "retracted_at", TIME),
            optional("supersedes", "supersedes", TEXT),
            optional("supersededBy", "superseded_by", TEXT),
            optional("expiresAt", "expires_at", TIME),
            optional("extractor", "extractor", TEXT),
            optional("suppressedAt", "suppressed_at", TIME),
            required("pinned", "pinned", FLAG),
            required("metadata", "metadata", JSON)),
    EVENT(
            required("id", "id", TEXT),
            required("operation", "operation", TEXT),
            optional("memoryId", "memory_id", TEXT),
            optional("turnId", "turn_id", TEXT),
            oneOf("type", "type", MemoryEvent.Type.values()),
            required("actor", "actor", TEXT),
            required("at", "at", TIME),
            optional("why", "why", TEXT),
            optional("oldText", "old_text", TEXT),
            optional("newText", "new_text", TEXT),
            optional("state", "state", JSON)),
    /** Mentions follow the items that contain them. */
    MENTION(
            required("itemId", "item_id", TEXT),
            oneOf("itemType", "item_type", ItemType.values()),
            required("name", "name_key", TEXT),
            optional("via", "via", PART),
            required("at", "at", TIME),
            required("person", "person", FLAG),
            optional("relative", "relative", TEXT),
            required("said", "said", TEXT)),

    /**
     * Names follow their mentions, because a name without mentions is deleted. The rest of a row follows from all
     * mentions.
     */
    ENTITY_NAME(
            required("name", "name_key", TEXT),
            required("relative", "relative", FLAG),
            optional("sameAs", "same_as", TEXT)),

    /** Merges and splits by the application follow the names. */
    ENTITY_EVENT(
            required("id", "id", TEXT),
            oneOf("type", "type", EntityEvent.Type.values()),
            required("name", "name_key", TEXT),
            required("sameAs", "same_as", TEXT),
            required("actor", "actor", TEXT),
            required("at", "at", TIME),
            optional("undoes", "undoes", TEXT)),

    /** The summary progress of a conversation, which has the scope. */
    SUMMARY(
            false,
            required("conversationId", "conversation_id", TEXT),
            optional("memoryId", "memory_id", TEXT),
            required("through", "through", WHOLE),
            required("endedThrough", "ended_through", WHOLE),
            required("attempts", "attempts", WHOLE),
            required("parkedThrough", "parked_through", WHOLE),
            optional("parkedAt", "parked_at", TIME),
            optional("parkedBecause", "parked_because", TEXT)),
    SPENDING(required("day", "day", WHOLE), required("tokens", "tokens", WHOLE));

    /** The field for the column "type" of a row; "type" itself is the record's type. */
    private static final String STEP = "step";

    private static final List<PortableColumn> SCOPE = List.of(
            optional("user", "user_id", PART), optional("agent", "agent_id", PART), optional("run", "run_id", PART));

    private final boolean scoped;

    @SuppressWarnings("ImmutableEnumChecker") // an immutable list of records
    private final List<PortableColumn> own;

    PortableTable(PortableColumn... own) {
        this(true, own);
    }

    /** Creates a table with rows that have their own scope, or that of their conversation. */
    PortableTable(boolean scoped, PortableColumn... own) {
        this.scoped = scoped;
        this.own = Stream.of(own).map(PortableTable::unambiguous).toList();
    }

    /** {@return the table with records of a type; empty if there is none} */
    static Optional<PortableTable> of(String type) {
        return Arrays.stream(values())
                .filter(table -> table.table().equals(type))
                .findFirst();
    }

    private static PortableColumn unambiguous(PortableColumn column) {
        return column.field().equals("type")
                ? new PortableColumn(STEP, column.column(), column.kind(), column.required(), column.names())
                : column;
    }

    /** {@return the table's name, which is also the type of its records} */
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the table that holds the scope of a row} */
    String scopedBy() {
        return scoped ? table() : "conversation";
    }

    /** {@return the FROM clause, with the table that holds the scope of a row} */
    String from() {
        return "<p>" + table() + " AS " + table()
                + (scoped
                        ? ""
                        : " JOIN <p>conversation AS conversation ON conversation.id = " + table() + ".conversation_id");
    }

    /** {@return the names of the exported columns} */
    List<String> columns() {
        return Stream.concat(scoped ? SCOPE.stream() : Stream.of(), own.stream())
                .map(PortableColumn::column)
                .toList();
    }

    /** {@return the fields of a row, in order, without NULLs} */
    Map<String, Object> fields(ResultSet row) throws SQLException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (PortableColumn column : Stream.concat(SCOPE.stream(), own.stream()).toList()) {
            Object value = column.read(row);
            if (value != null) {
                fields.put(column.field(), value);
            }
        }
        return fields;
    }

    /** {@return what inserts a row with further columns after the table's own; an existing row is kept} */
    Upsert insert(String... additional) {
        return Upsert.builder(table())
                .parameters(columns().toArray(String[]::new))
                .parameters(additional)
                .key(key())
                .build();
    }

    private String[] key() {
        return switch (this) {
            // A request with the same key but another id is the same request.
            case REQUEST -> new String[] {"user_id", "agent_id", "run_id", "name"};
            case TURN, MEMORY, EVENT, ENTITY_EVENT -> new String[] {"id"};
            case MENTION -> new String[] {"item_id", "name_key", "via"};
            case ENTITY_NAME -> new String[] {"user_id", "name_key", "agent_id", "run_id"};
            case SUMMARY -> new String[] {"conversation_id"};
            case SPENDING -> new String[] {"user_id", "agent_id", "run_id", "day"};
        };
    }

    void bind(SqlStatement<?> statement, PortableRecord record) {
        if (scoped) {
            SCOPE.forEach(column -> column.bind(statement, record));
        }
        own.forEach(column -> column.bind(statement, record));
    }
}
