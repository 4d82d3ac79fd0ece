// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.MemoryKind;
import dev.memoir.Origin;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TurnPosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The change feed that indexes follow. A changed item moves to the end, so the feed is as long as the ledger has items.
 */
final class ChangeFeed {

    private ChangeFeed() {}

    /** Appends items to the end of the feed. */
    static void append(Handle handle, Collection<ItemRef> items) {
        append(handle, List.of(), items);
    }

    /**
     * Appends items to the end of the feed. Other writers of the ledger wait from here to the commit, so new items,
     * which are not in the feed yet, are not looked for in it.
     *
     * @param added items that this transaction has inserted
     * @param changed items that may be in the feed
     */
    static void append(Handle handle, Collection<ItemRef> added, Collection<ItemRef> changed) {
        Set<ItemRef> stale = new LinkedHashSet<>(changed);
        added.forEach(stale::remove);
        Set<ItemRef> items = new LinkedHashSet<>(added);
        items.addAll(stale);
        if (items.isEmpty()) {
            return;
        }
        long seq = LedgerTable.advance(handle, items.size());
        if (!stale.isEmpty()) {
            remove(handle, stale);
        }
        try (PreparedBatch fresh =
                handle.prepareBatch("INSERT INTO <p>change (seq, item_type, item_id) VALUES (:seq, :type, :id)")) {
            for (ItemRef item : items) {
                fresh.bind("seq", ++seq)
                        .bind("type", item.type().name())
                        .bind("id", item.id())
                        .add();
            }
            fresh.execute();
        }
    }

    private static void remove(Handle handle, Collection<ItemRef> items) {
        try (PreparedBatch stale = handle.prepareBatch("DELETE FROM <p>change AS change WHERE item_id = :id")) {
            items.forEach(item -> stale.bind("id", item.id()).add());
            stale.execute();
        }
    }

    /** Appends the tombstones of items that are about to be deleted. */
    static void appendTombstones(Handle handle, RowSelection selection) {
        handle.createUpdate("DELETE FROM <p>change AS change WHERE item_id IN ("
                        + selection.select(selection.table() + ".id") + ")")
                .bindMap(selection.values())
                .execute();
        long count = handle.createQuery(selection.select("COUNT(*)"))
                .bindMap(selection.values())
                .mapTo(Long.class)
                .one();
        long seq = LedgerTable.advance(handle, count);
        handle.createUpdate("INSERT INTO <p>change (seq, item_type, item_id, destroyed) "
                        + selection.select(
                                ":seq + ROW_NUMBER() OVER (ORDER BY ordinal), '" + selection.type() + "', id, TRUE"))
                .bindMap(selection.values())
                .bind("seq", seq)
                .execute();
    }

    static long last(Handle handle) {
        return LedgerTable.lastChange(handle);
    }

    static long count(Handle handle, long after) {
        return handle.createQuery("SELECT COUNT(*) FROM <p>change AS change WHERE seq > :after")
                .bind("after", after)
                .mapTo(Long.class)
                .one();
    }

    static List<IndexChange> after(Handle handle, long after, int limit, String embedderId) {
        List<IndexChange> changes = handle.createQuery("""
                        SELECT change.seq, change.item_type, change.item_id, change.destroyed,
                            turn.conversation_id, turn.sequence, turn.speaker, conversation.name,
                            memory.kind, memory.retracted_at, memory.superseded_by, memory.expires_at,
                            COALESCE(turn.suppressed_at, memory.suppressed_at) AS suppressed_at,
                            COALESCE(turn.speaker, memory.subject) AS subject, turn.origin,
                            COALESCE(turn.user_id, memory.user_id) AS user_id,
                            COALESCE(turn.agent_id, memory.agent_id) AS agent_id,
                            COALESCE(turn.run_id, memory.run_id) AS run_id,
                            COALESCE(turn.said_at, memory.valid_from, memory.recorded_at) AS at,
                            COALESCE(turn.metadata, memory.metadata) AS metadata,
                            COALESCE(turn.text, memory.text) AS text,
                            vector.vector
                        FROM <p>change AS change
                            LEFT JOIN <p>turn AS turn ON turn.id = change.item_id
                            LEFT JOIN <p>conversation AS conversation ON conversation.id = turn.conversation_id
                            LEFT JOIN <p>memory AS memory ON memory.id = change.item_id
                            LEFT JOIN <p>vector AS vector
                                ON vector.item_id = change.item_id AND vector.embedder = :embedder
                        WHERE change.seq > :after ORDER BY change.seq LIMIT :limit
                        """)
                .bind("embedder", embedderId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
        return withLinks(handle, changes);
    }

    /** Adds the named entities and the source positions to all documents at once. */
    private static List<IndexChange> withLinks(Handle handle, List<IndexChange> changes) {
        List<ItemRef> put = changes.stream()
                .filter(IndexChange.Put.class::isInstance)
                .map(IndexChange::ref)
                .toList();
        if (put.isEmpty()) {
            return changes;
        }
        Map<String, Set<String>> names =
                MentionTable.keys(handle, put.stream().map(ItemRef::id).toList());
        Map<String, List<TurnPosition>> positions = SourceTable.positions(
                handle,
                put.stream()
                        .filter(ref -> ref.type() == ItemType.MEMORY)
                        .map(ItemRef::id)
                        .toList());
        return changes.stream()
                .map(change -> change instanceof IndexChange.Put changed
                        ? new IndexChange.Put(
                                changed.sequence(),
                                changed.document()
                                        .with(
                                                names.getOrDefault(changed.ref().id(), Set.of()),
                                                positions.getOrDefault(
                                                        changed.ref().id(), List.of())))
                        : change)
                .toList();
    }

    private static IndexChange change(ResultSet row) throws SQLException {
        ItemRef ref = new ItemRef(ItemType.valueOf(row.getString("item_type")), row.getString("item_id"));
        long sequence = row.getLong("seq");
        if (row.getBoolean("destroyed")) {
            return new IndexChange.Remove(sequence, ref, true);
        }
        if (ColumnValues.instantOrNull(row, "retracted_at") != null
                || ColumnValues.instantOrNull(row, "suppressed_at") != null
                || row.getString("superseded_by") != null) {
            return new IndexChange.Remove(sequence, ref, false);
        }
        return new IndexChange.Put(sequence, document(ref, row));
    }

    /** NullAway does not read from a class file that an array of a record's constructor may be null. */
    @SuppressWarnings("NullAway")
    private static IndexDocument document(ItemRef ref, ResultSet row) throws SQLException {
        @Nullable String kind = row.getString("kind");
        @Nullable String origin = row.getString("origin");
        return new IndexDocument(
                ref,
                ColumnValues.scope(row),
                IndexDocument.words(row.getString("speaker"), row.getString("text")),
                VectorTable.floats(row.getBytes("vector")),
                kind == null ? null : MemoryKind.valueOf(kind),
                row.getString("name"),
                ref.type() == ItemType.TURN
                        ? new TurnPosition(row.getString("conversation_id"), row.getLong("sequence"))
                        : null,
                ColumnValues.instant(row, "at"),
                ColumnValues.instantOrNull(row, "expires_at"),
                MetadataJson.read(row.getString("metadata")),
                new ItemLinks(
                        row.getString("subject"), origin == null ? null : Origin.valueOf(origin), Set.of(), List.of()));
    }
}
