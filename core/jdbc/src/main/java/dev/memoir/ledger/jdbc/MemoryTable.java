// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The table of memories. */
final class MemoryTable {

    static final String CURRENT = "memory.retracted_at IS NULL AND memory.superseded_by IS NULL";

    /** The condition of memories that may be recalled. */
    static final String RECALLABLE = CURRENT + " AND memory.suppressed_at IS NULL";

    private static final String SELECT = "SELECT memory.* FROM <p>memory AS memory WHERE ";

    private MemoryTable() {}

    static List<Memory> insert(Handle handle, List<Memory> memories, @Nullable String requestId) {
        List<Memory> recorded = memories.stream().map(MemoryTable::stored).toList();
        try (PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO <p>memory (id, user_id, agent_id, run_id, kind, valid_from, valid_to, valid_precision,
                    valid_zone, recorded_at, updated_at, retracted_at, supersedes,
                    superseded_by, expires_at, request_id, origin,
                    extractor, subject, attributed_to, suppressed_at, pinned, entities, metadata, text)
                VALUES (:id, :user, :agent, :run, :kind, :from, :to, :precision, :validZone,
                    :recorded, :updated, :retracted, :supersedes, :supersededBy, :expires, :request, :origin,
                    :extractor, :subject, :attributedTo, :suppressed, :pinned, :entities, :metadata, :text)
                """)) {
            for (Memory memory : recorded) {
                changeable(rows, memory)
                        .bindMap(ScopeClause.columns(memory.scope()))
                        .bind("recorded", ColumnValues.millis(memory.recordedAt()))
                        .bind("request", requestId)
                        .bind("origin", memory.origin().name())
                        .bind("extractor", memory.extractor())
                        .bind("attributedTo", memory.attributedTo());
                rows.add();
            }
            rows.execute();
        }
        return recorded;
    }

    static List<Memory> ofRequest(Handle handle, String requestId) {
        return handle.createQuery(SELECT + "memory.request_id = :request ORDER BY memory.ordinal")
                .bind("request", requestId)
                .map((row, context) -> memory(row))
                .list();
    }

    static Optional<Memory> find(Handle handle, Scope scope, String id) {
        return byIds(handle, scope, List.of(id)).stream().findFirst();
    }

    /** The memories that a scope reads, including past ones. */
    static List<Memory> byIds(Handle handle, Scope scope, Collection<String> ids) {
        return byIds(handle, scope, ids, "TRUE");
    }

    static List<Memory> recallable(Handle handle, Scope scope, Collection<String> ids) {
        return byIds(handle, scope, ids, RECALLABLE);
    }

    private static List<Memory> byIds(Handle handle, Scope scope, Collection<String> ids, String condition) {
        ScopeClause scoped = ScopeClause.alsoReads(scope, "memory");
        return handle.createQuery(SELECT + scoped.sql() + " AND " + condition + " AND memory.id IN (<ids>)")
                .bindMap(scoped.values())
                .bindList("ids", ids)
                .map((row, context) -> memory(row))
                .list();
    }

    static Page<Memory> list(Handle handle, ListRequest request, Instant now) {
        ScopeClause scoped = ScopeClause.reads(request.scope(), "memory");
        PageQuery pageQuery = new PageQuery("memory", request);
        String visible = (request.includePast() ? "" : " AND " + CURRENT)
                + " AND memory.suppressed_at IS " + (request.onlySuppressed() ? "NOT NULL" : "NULL")
                + (request.includeExpired() ? "" : " AND (memory.expires_at IS NULL OR memory.expires_at > :now)");
        return pageQuery.page(
                handle.createQuery(SELECT + scoped.sql() + visible + pageQuery.afterToken())
                        .bindMap(scoped.values())
                        .bind("now", ColumnValues.millis(now)),
                (row, context) -> memory(row));
    }

    /** Writes the mutable fields of a memory. */
    static void update(Handle handle, Memory memory) {
        changeable(handle.createUpdate("""
                        UPDATE <p>memory AS memory SET kind = :kind, text = :text, subject = :subject,
                            entities = :entities,
                            valid_from = :from, valid_to = :to, valid_precision = :precision, valid_zone = :validZone,
                            updated_at = :updated,
                            retracted_at = :retracted, supersedes = :supersedes, superseded_by = :supersededBy,
                            expires_at = :expires, suppressed_at = :suppressed, pinned = :pinned, metadata = :metadata
                        WHERE id = :id
                        """), memory).execute();
    }

    private static <S extends SqlStatement<S>> S changeable(S statement, Memory memory) {
        return statement
                .bind("id", memory.id())
                .bind("kind", memory.kind().name())
                .bind("text", memory.text())
                .bind("subject", memory.subject())
                .bind("entities", NameListJson.write(memory.entities()))
                .bind("from", ColumnValues.millisOrNull(memory.valid().from()))
                .bind("to", ColumnValues.millisOrNull(memory.valid().to()))
                .bind("precision", memory.valid().precision().name())
                .bind("validZone", ZoneColumn.write(memory.valid().zone()))
                .bind("updated", ColumnValues.millis(memory.updatedAt()))
                .bind("retracted", ColumnValues.millisOrNull(memory.retractedAt()))
                .bind("supersedes", memory.supersedes())
                .bind("supersededBy", memory.supersededBy())
                .bind("expires", ColumnValues.millisOrNull(memory.expiresAt()))
                .bind("suppressed", ColumnValues.millisOrNull(memory.suppressedAt()))
                .bind("pinned", memory.pinned())
                .bind("metadata", MetadataJson.write(memory.metadata()));
    }

    /** The memory as it is read back from the columns. */
    private static Memory stored(Memory memory) {
        return Memory.builder(memory.id(), memory.scope(), memory.text(), ColumnValues.stored(memory.recordedAt()))
                .kind(memory.kind())
                .subject(memory.subject())
                .attributedTo(memory.attributedTo())
                .origin(memory.origin())
                .entities(memory.entities())
                .valid(memory.valid())
                .updatedAt(ColumnValues.stored(memory.updatedAt()))
                .retractedAt(ColumnValues.storedOrNull(memory.retractedAt()))
                .supersedes(memory.supersedes())
                .supersededBy(memory.supersededBy())
                .expiresAt(ColumnValues.storedOrNull(memory.expiresAt()))
                .extractor(memory.extractor())
                .suppressedAt(ColumnValues.storedOrNull(memory.suppressedAt()))
                .pinned(memory.pinned())
                .metadata(memory.metadata())
                .build();
    }

    static Memory memory(ResultSet row) throws SQLException {
        return Memory.builder(
                        row.getString("id"),
                        ColumnValues.scope(row),
                        row.getString("text"),
                        ColumnValues.instant(row, "recorded_at"))
                .kind(MemoryKind.valueOf(row.getString("kind")))
                .subject(row.getString("subject"))
                .attributedTo(row.getString("attributed_to"))
                .origin(Origin.valueOf(row.getString("origin")))
                .entities(NameListJson.read(row.getString("entities")))
                .valid(new Validity(
                        ColumnValues.instantOrNull(row, "valid_from"),
                        ColumnValues.instantOrNull(row, "valid_to"),
                        TimePrecision.valueOf(row.getString("valid_precision")),
                        ZoneColumn.read(row, "valid_zone")))
                .updatedAt(ColumnValues.instant(row, "updated_at"))
                .retractedAt(ColumnValues.instantOrNull(row, "retracted_at"))
                .supersedes(row.getString("supersedes"))
                .supersededBy(row.getString("superseded_by"))
                .expiresAt(ColumnValues.instantOrNull(row, "expires_at"))
                .extractor(row.getString("extractor"))
                .suppressedAt(ColumnValues.instantOrNull(row, "suppressed_at"))
                .pinned(row.getBoolean("pinned"))
                .metadata(MetadataJson.read(row.getString("metadata")))
                .build();
    }
}
