// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of a ledger in the form in which ledgers are exported and imported.
 *
 * <p>A record is a turn, a memory, a step of a history, a name or its speaker, the summary progress of a conversation,
 * a request, or the token usage of a day. Values are those of JSON: text, whole numbers, booleans, lists and maps;
 * times are ISO 8601 in UTC, vectors are Base64 of little-endian 32-bit floats by the id of their embedder.
 *
 * @param type the kind of the record
 * @param fields its values by name; missing values are absent
 */
public record PortableRecord(String type, Map<String, Object> fields) {

    /** Copies the fields, in order. */
    public PortableRecord {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * {@return the value of a text field, or null}
     *
     * @param field the name of the field
     */
    public @Nullable String text(String field) {
        return fields.get(field) instanceof String text ? text : null;
    }
}
