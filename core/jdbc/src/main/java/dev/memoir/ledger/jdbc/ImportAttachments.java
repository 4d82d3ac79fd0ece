// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.StorableText;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.ledger.jdbc.dialect.Upsert;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Imports the vectors and sources that accompany turns, memories and steps. */
final class ImportAttachments {

    private static final Upsert VECTOR = Upsert.builder("vector")
            .value("item_id", ":item")
            .parameters("embedder", "vector")
            .key("item_id", "embedder")
            .build();

    private static final Upsert SOURCE = Upsert.builder("source")
            .value("item_id", ":item")
            .value("turn_id", ":turn")
            .parameters("operation", "quote")
            .value("undone_by", ":undone")
            .key("item_id", "turn_id", "quote")
            .build();

    private final Handle handle;
    private final ExistingItems existing;

    ImportAttachments(Handle handle, ExistingItems existing) {
        this.handle = handle;
        this.existing = existing;
    }

    /** Writes the vectors of turns or memories. */
    void vectors(List<PortableRecord> records) {
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, VECTOR))) {
            for (PortableRecord record : records) {
                if (record.fields().get("vectors") instanceof Map<?, ?> vectors) {
                    vectors.forEach((embedder, vector) -> rows.bind("item", record.text("id"))
                            .bind("embedder", embedder.toString())
                            .bind("vector", bytes(record, vector))
                            .add());
                }
            }
            execute(rows);
        }
    }

    private static byte[] bytes(PortableRecord record, Object vector) {
        try {
            byte[] bytes = Base64.getDecoder().decode(vector.toString());
            if (bytes.length > 0 && bytes.length % Float.BYTES == 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // reported below
        }
        throw new InvalidInputException(
                "A vector of the " + record.type() + " " + record.text("id") + " is not Base64 of 32-bit floats.");
    }

    /** {@return the number of sources that refer to missing turns} */
    int sources(List<PortableRecord> records) {
        record Source(String item, Map<?, ?> fields) {}
        int missing = 0;
        List<Source> all = new ArrayList<>();
        for (PortableRecord record : records) {
            if (record.fields().get("sources") instanceof List<?> sources) {
                sources.forEach(source -> {
                    if (source instanceof Map<?, ?> fields) {
                        all.add(new Source(String.valueOf(record.text("id")), fields));
                    }
                });
            }
        }
        Set<String> turns = existing.ids(
                "turn",
                all.stream()
                        .map(source -> String.valueOf(source.fields().get("turnId")))
                        .toList());
        try (PreparedBatch rows = handle.prepareBatch(LedgerSql.upsert(handle, SOURCE))) {
            for (Source source : all) {
                String turn = String.valueOf(source.fields().get("turnId"));
                if (!turns.contains(turn)) {
                    missing++;
                    continue;
                }
                rows.bind("item", source.item())
                        .bind("turn", turn)
                        .bind("operation", String.valueOf(source.fields().get("operation")))
                        .bind(
                                "quote",
                                StorableText.of(String.valueOf(source.fields().get("quote"))))
                        .bind("undone", source.fields().get("undoneBy") instanceof String undone ? undone : null)
                        .add();
            }
            execute(rows);
        }
        return missing;
    }

    private static void execute(PreparedBatch rows) {
        if (rows.size() > 0) {
            rows.execute();
        }
    }
}
