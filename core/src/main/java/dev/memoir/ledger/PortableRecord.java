package dev.memoir.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn, a memory, a step of a history, a name or who says it, how far a conversation is summarised, a request or a day's
 * spending, as one ledger gives it to another. Values are what
 * JSON has: text, whole numbers, booleans, lists and maps; times are ISO 8601 in UTC, vectors Base64 of little-endian 32-bit
 * floats by the id of their embedder.
 *
 * @param type what it is
 * @param fields its values by name; absent where there is none
 */
public record PortableRecord(String type, Map<String, Object> fields) {

    /** Copies the fields, in order. */
    public PortableRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * {@return a text, or null}
     *
     * @param field its name
     */
    public @Nullable String text(String field) {
        return fields.get(field) instanceof String text ? text : null;
    }
}
