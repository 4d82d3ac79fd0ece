// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.Metadata;
import dev.memoir.StorageException;
import java.util.LinkedHashMap;

/**
 * Converts metadata to JSON, preserving its order: a whole number is a Long, one with a point or an exponent a Double.
 */
final class MetadataJson {

    private static final TypeReference<LinkedHashMap<String, Object>> ENTRIES = new TypeReference<>() {};

    /**
     * Jackson's limits protect against untrusted JSON; this is Memoir's own, and everything stored must be readable.
     */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build());

    /** The value of most rows. */
    private static final String NONE = "{}";

    private MetadataJson() {}

    static String write(Metadata metadata) {
        try {
            return JSON.writeValueAsString(metadata.asMap());
        } catch (JsonProcessingException e) {
            throw new StorageException("Metadata cannot be written as JSON.", e);
        }
    }

    static Metadata read(String json) {
        if (json.equals(NONE)) {
            return Metadata.none();
        }
        try {
            return Metadata.from(JSON.readValue(json, ENTRIES));
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes the JSON.
            throw new StorageException("The metadata of a row in the ledger is not JSON: the row was edited by hand,"
                    + " or the database is damaged. Restore it from a backup.");
        }
    }
}
