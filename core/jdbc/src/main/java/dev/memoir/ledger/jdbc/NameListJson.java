// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.StorageException;
import java.util.List;

/** Converts a list of names to JSON. */
final class NameListJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

    private NameListJson() {}

    static String write(List<String> names) {
        try {
            return JSON.writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new StorageException("Names cannot be written as JSON.", e);
        }
    }

    static List<String> read(String json) {
        try {
            return JSON.readValue(json, NAMES);
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes the JSON.
            throw new StorageException("The names of a row in the ledger are not JSON: the row was edited by hand,"
                    + " or the database is damaged. Restore it from a backup.");
        }
    }
}
