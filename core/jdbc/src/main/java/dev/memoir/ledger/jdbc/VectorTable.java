// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ItemType;
import dev.memoir.Scope;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemRef;
import dev.memoir.ledger.MissingVector;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The table of vectors, separate from the texts that they belong to. */
final class VectorTable {

    /** Driven by the feed, whose rows are small, so that items with a vector are skipped without reading their text. */
    private static final String WITHOUT_VECTOR = """
            FROM <p>change AS change
                LEFT JOIN <p>turn AS turn ON turn.id = change.item_id
                LEFT JOIN <p>memory AS memory ON memory.id = change.item_id
            WHERE change.destroyed = FALSE AND memory.retracted_at IS NULL AND memory.superseded_by IS NULL
                AND NOT EXISTS (SELECT 1 FROM <p>vector AS vector
                    WHERE vector.item_id = change.item_id AND vector.embedder = :embedder)
            """;

    private static final Upsert VECTOR = Upsert.builder("vector")
            .value("item_id", ":item")
            .parameters("embedder", "vector")
            .key("item_id", "embedder")
            .update("vector", "excluded.vector")
            .build();

    private VectorTable() {}

    static void put(Handle handle, String embedderId, Map<String, float[]> vectors) {
        if (vectors.isEmpty()) {
            return;
        }
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, VECTOR))) {
            vectors.forEach((item, vector) -> rows.bind("item", item)
                    .bind("embedder", embedderId)
                    .bind("vector", bytes(vector))
                    .add());
            rows.execute();
        }
    }

    static Map<String, float[]> of(Handle handle, Collection<String> items, String embedderId) {
        Map<String, float[]> found = new HashMap<>();
        IdChunks.each(
                items,
                ids -> handle.createQuery("SELECT item_id, vector FROM <p>vector AS vector"
                                + " WHERE embedder = :embedder AND item_id IN (<ids>)")
                        .bind("embedder", embedderId)
                        .bindList("ids", ids)
                        .map((row, context) -> Map.entry(
                                row.getString("item_id"), Objects.requireNonNull(floats(row.getBytes("vector")))))
                        .forEach(entry -> found.put(entry.getKey(), entry.getValue())));
        return found;
    }

    /** {@return the dimension of an embedder's vectors, preferably the given one} One row is read in either case. */
    static OptionalInt dimension(Handle handle, String embedderId, int preferred) {
        String any = "SELECT OCTET_LENGTH(vector) FROM <p>vector AS vector WHERE embedder = :embedder";
        return handle.createQuery(any + " AND OCTET_LENGTH(vector) = :bytes LIMIT 1")
                .bind("embedder", embedderId)
                .bind("bytes", Float.BYTES * preferred)
                .mapTo(Integer.class)
                .findOne()
                .or(() -> handle.createQuery(any + " LIMIT 1")
                        .bind("embedder", embedderId)
                        .mapTo(Integer.class)
                        .findOne())
                .map(bytes -> OptionalInt.of(bytes / Float.BYTES))
                .orElse(OptionalInt.empty());
    }

    static void drop(Handle handle, String embedderId, Collection<String> items) {
        IdChunks.each(
                items,
                ids -> handle.createUpdate(
                                "DELETE FROM <p>vector AS vector WHERE embedder = :embedder AND item_id IN (<ids>)")
                        .bind("embedder", embedderId)
                        .bindList("ids", ids)
                        .execute());
    }

    static void drop(Handle handle, String itemId) {
        handle.createUpdate("DELETE FROM <p>vector AS vector WHERE item_id = :item")
                .bind("item", itemId)
                .execute();
    }

    static long dropAll(Handle handle, String embedderId) {
        return handle.createUpdate("DELETE FROM <p>vector AS vector WHERE embedder = :embedder")
                .bind("embedder", embedderId)
                .execute();
    }

    static List<MissingVector> missing(Handle handle, String embedderId, int limit) {
        return handle.createQuery("SELECT change.item_type, change.item_id, turn.speaker,"
                        + " COALESCE(turn.text, memory.text) AS text " + WITHOUT_VECTOR
                        + " ORDER BY change.seq LIMIT :limit")
                .bind("embedder", embedderId)
                .bind("limit", limit)
                .map((row, context) -> new MissingVector(
                        new ItemRef(ItemType.valueOf(row.getString("item_type")), row.getString("item_id")),
                        IndexDocument.words(row.getString("speaker"), row.getString("text"))))
                .list();
    }

    static long countMissing(Handle handle, String embedderId) {
        return handle.createQuery("SELECT COUNT(*) " + WITHOUT_VECTOR)
                .bind("embedder", embedderId)
                .mapTo(Long.class)
                .one();
    }

    /** {@return the scopes of the existing items} */
    static List<Scope> scopes(Handle handle, Collection<MissingVector> items) {
        List<Scope> scopes = new ArrayList<>();
        IdChunks.each(
                items.stream().map(item -> item.ref().id()).toList(),
                ids -> scopes.addAll(handle.createQuery("""
                                SELECT user_id, agent_id, run_id FROM <p>turn AS turn WHERE id IN (<ids>)
                                UNION SELECT user_id, agent_id, run_id FROM <p>memory AS memory WHERE id IN (<ids>)
                                """)
                        .bindList("ids", ids)
                        .map((row, context) -> ColumnValues.scope(row))
                        .list()));
        return scopes;
    }

    /** {@return the existing and current items, with their present texts} */
    static List<MissingVector> current(Handle handle, Collection<String> ids) {
        return handle.createQuery("""
                        SELECT 'TURN' AS item_type, id, speaker, text FROM <p>turn AS turn WHERE id IN (<ids>)
                        UNION ALL
                        SELECT 'MEMORY', id, NULL, text FROM <p>memory AS memory
                        WHERE retracted_at IS NULL AND superseded_by IS NULL AND id IN (<ids>)
                        """)
                .bindList("ids", ids)
                .map((row, context) -> new MissingVector(
                        new ItemRef(ItemType.valueOf(row.getString("item_type")), row.getString("id")),
                        IndexDocument.words(row.getString("speaker"), row.getString("text"))))
                .list();
    }

    static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    static float @Nullable [] floats(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
