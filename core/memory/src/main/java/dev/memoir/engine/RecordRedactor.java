package dev.memoir.engine;

import dev.memoir.extract.Redactor;
import dev.memoir.ledger.PortableRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Redacts records of other systems before they are stored, as added turns and memories are. Thread-safe. */
final class RecordRedactor {

    /** The fields of turns, memories and steps of a history that hold what somebody said. */
    private static final List<String> TEXTS = List.of("text", "oldText", "newText");

    private static final String TURN = "turn";

    private static final String METADATA = "metadata";

    private final Redactor redactor;

    RecordRedactor(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * {@return the record with redacted texts} A turn's metadata is redacted too: no application chose it, a conversation's
     * title is made from what was said. Ids, names and times are kept.
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

    /** What of a text nothing may be kept was said all the same. */
    private Object redacted(Object value) {
        if (!(value instanceof String text) || text.isBlank()) {
            return value;
        }
        String redacted = redactor.redact(text);
        return redacted.isBlank() ? Redactor.MARK : redacted;
    }
}
