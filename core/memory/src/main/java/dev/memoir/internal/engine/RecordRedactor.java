// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.extract.Redactor;
import dev.memoir.ledger.PortableRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Redacts records of other systems before they are stored, as added turns and memories are. Thread-safe. */
final class RecordRedactor {

    /** The fields of turns, memories and history events that hold text of a conversation. */
    private static final List<String> TEXTS = List.of("text", "oldText", "newText");

    private static final String TURN = "turn";

    private static final String METADATA = "metadata";

    private final Redactor redactor;

    RecordRedactor(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * {@return the record with redacted texts} A turn's metadata is redacted too: it was not chosen by an application,
     * and a conversation's title is made from its text. Ids, names and times are kept.
     */
    PortableRecord of(PortableRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>(record.fields());
        for (String field : TEXTS) {
            fields.computeIfPresent(field, (name, text) -> redacted(text));
        }
        if (record.type().equals(TURN) && fields.get(METADATA) instanceof Map<?, ?> metadata) {
            Map<Object, Object> kept = new LinkedHashMap<>(metadata);
            kept.replaceAll((key, value) -> redacted(value));
            fields.put(METADATA, kept);
        }
        return new PortableRecord(record.type(), fields);
    }

    /** Redacts a text; one of which nothing may be kept is replaced by a mark, because something was said. */
    private Object redacted(Object value) {
        if (!(value instanceof String text) || text.isBlank()) {
            return value;
        }
        String redacted = redactor.redact(text);
        return redacted.isBlank() ? Redactor.MARK : redacted;
    }
}
