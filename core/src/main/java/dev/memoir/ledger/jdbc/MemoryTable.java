package dev.memoir.ledger.jdbc;

import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.Page;
import dev.memoir.Scope;
import dev.memoir.ledger.NewMemory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Memories. */
final class MemoryTable {

    private static final String SELECT = "SELECT memory.* FROM memory WHERE ";

    private MemoryTable() {}

    static List<Memory> insert(Handle handle, List<NewMemory> memories, @Nullable String requestId) {
        List<Memory> recorded = new ArrayList<>();
        try (PreparedBatch rows = handle.prepareBatch("""
                INSERT INTO memory (id, user_id, agent_id, run_id, kind, valid_from, valid_to, recorded_at, updated_at,
                    retracted_at, expires_at, request_id, attributed_to, metadata, text)
                VALUES (:id, :user, :agent, :run, :kind, :from, :to, :recorded, :updated,
                    :retracted, :expires, :request, :attributedTo, :metadata, :text)
                """)) {
            for (NewMemory added : memories) {
                Memory memory = stored(added.memory());
                rows.bindMap(ScopeClause.columns(memory.scope()))
                        .bind("id", memory.id())
                        .bind("kind", memory.kind().name())
                        .bind("from", Columns.millisOrNull(memory.validFrom()))
                        .bind("to", Columns.millisOrNull(memory.validTo()))
                        .bind("recorded", Columns.millis(memory.recordedAt()))
                        .bind("updated", Columns.millis(memory.updatedAt()))
                        .bind("retracted", Columns.millisOrNull(memory.retractedAt()))
                        .bind("expires", Columns.millisOrNull(memory.expiresAt()))
                        .bind("request", requestId)
                        .bind("attributedTo", memory.attributedTo())
                        .bind("metadata", MetadataJson.write(memory.metadata()))
                        .bind("text", memory.text())
                        .add();
                recorded.add(memory);
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
        ScopeClause scoped = ScopeClause.reads(scope, "memory");
        return handle.createQuery(SELECT + scoped.sql() + " AND memory.id = :id")
                .bindMap(scoped.values())
                .bind("id", id)
                .map((row, context) -> memory(row))
                .findOne();
    }

    static List<Memory> standing(Handle handle, Scope scope, Collection<String> ids) {
        ScopeClause scoped = ScopeClause.reads(scope, "memory");
        return handle.createQuery(SELECT + scoped.sql() + " AND memory.retracted_at IS NULL AND memory.id IN (<ids>)")
                .bindMap(scoped.values())
                .bindList("ids", ids)
                .map((row, context) -> memory(row))
                .list();
    }

    static Page<Memory> list(Handle handle, ListRequest request, Instant now) {
        ScopeClause scoped = ScopeClause.reads(request.scope(), "memory");
        Listing listing = new Listing("memory", request);
        String visible = (request.includeRetracted() ? "" : " AND memory.retracted_at IS NULL")
                + (request.includeExpired() ? "" : " AND (memory.expires_at IS NULL OR memory.expires_at > :now)");
        return listing.page(
                handle.createQuery(SELECT + scoped.sql() + visible + listing.fromHere())
                        .bindMap(scoped.values())
                        .bind("now", Columns.millis(now)),
                (row, context) -> memory(row));
    }

    /** Writes what can change in a memory. */
    static void update(Handle handle, Memory memory) {
        handle.createUpdate("""
                        UPDATE memory SET text = :text, metadata = :metadata, expires_at = :expires,
                            updated_at = :updated
                        WHERE id = :id
                        """)
                .bind("id", memory.id())
                .bind("text", memory.text())
                .bind("metadata", MetadataJson.write(memory.metadata()))
                .bind("expires", Columns.millisOrNull(memory.expiresAt()))
                .bind("updated", Columns.millis(memory.updatedAt()))
                .execute();
    }

    static void retract(Handle handle, String id, Instant now) {
        handle.createUpdate("UPDATE memory SET retracted_at = :now, updated_at = :now WHERE id = :id")
                .bind("id", id)
                .bind("now", Columns.millis(now))
                .execute();
    }

    /** The memory as the columns give it back. */
    private static Memory stored(Memory memory) {
        return new Memory(
                memory.id(),
                memory.scope(),
                memory.kind(),
                memory.text(),
                memory.attributedTo(),
                Columns.storedOrNull(memory.validFrom()),
                Columns.storedOrNull(memory.validTo()),
                Columns.stored(memory.recordedAt()),
                Columns.stored(memory.updatedAt()),
                Columns.storedOrNull(memory.retractedAt()),
                Columns.storedOrNull(memory.expiresAt()),
                memory.metadata());
    }

    private static Memory memory(ResultSet row) throws SQLException {
        return new Memory(
                row.getString("id"),
                Columns.scope(row),
                MemoryKind.valueOf(row.getString("kind")),
                row.getString("text"),
                row.getString("attributed_to"),
                Columns.instantOrNull(row, "valid_from"),
                Columns.instantOrNull(row, "valid_to"),
                Columns.instant(row, "recorded_at"),
                Columns.instant(row, "updated_at"),
                Columns.instantOrNull(row, "retracted_at"),
                Columns.instantOrNull(row, "expires_at"),
                MetadataJson.read(row.getString("metadata")));
    }
}
