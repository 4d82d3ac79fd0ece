package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.StorableText;
import dev.memoir.ledger.PortableRecord;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What comes along with turns, memories and steps: their vectors and sources. */
final class ImportAttachments {

    private final Handle handle;
    private final ExistingItems presence;

    ImportAttachments(Handle handle, ExistingItems presence) {
        this.handle = handle;
        this.presence = presence;
    }

    /** Keeps the vectors that come with turns or memories. */
    void vectors(List<PortableRecord> records) {
        try (PreparedBatch rows = handle.prepareBatch("INSERT INTO <p>vector (item_id, embedder, vector)"
                + " VALUES (:item, :embedder, :vector) ON CONFLICT DO NOTHING")) {
            for (PortableRecord record : records) {
                if (record.fields().get("vectors") instanceof Map<?, ?> its) {
                    its.forEach((embedder, vector) -> rows.bind("item", record.text("id"))
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
            // said below
        }
        throw new InvalidInputException(
                "A vector of the " + record.type() + " " + record.text("id") + " is no Base64 of 32-bit floats.");
    }

    /** {@return how many sources are of turns that are not here} */
    int sources(List<PortableRecord> records) {
        record Its(String item, Map<?, ?> source) {}
        int missing = 0;
        List<Its> all = new ArrayList<>();
        for (PortableRecord record : records) {
            if (record.fields().get("sources") instanceof List<?> its) {
                its.forEach(source -> {
                    if (source instanceof Map<?, ?> fields) {
                        all.add(new Its(String.valueOf(record.text("id")), fields));
                    }
                });
            }
        }
        Set<String> turns = presence.ids(
                "turn",
                all.stream()
                        .map(its -> String.valueOf(its.source().get("turnId")))
                        .toList());
        try (PreparedBatch rows = handle.prepareBatch("INSERT INTO <p>source (item_id, turn_id, operation, quote,"
                + " undone_by) VALUES (:item, :turn, :operation, :quote, :undone) ON CONFLICT DO NOTHING")) {
            for (Its its : all) {
                String turn = String.valueOf(its.source().get("turnId"));
                if (!turns.contains(turn)) {
                    missing++;
                    continue;
                }
                rows.bind("item", its.item())
                        .bind("turn", turn)
                        .bind("operation", String.valueOf(its.source().get("operation")))
                        .bind(
                                "quote",
                                StorableText.of(String.valueOf(its.source().get("quote"))))
                        .bind("undone", its.source().get("undoneBy") instanceof String undone ? undone : null)
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
