// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.memoir.InvalidInputException;
import dev.memoir.StorageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a JSON list from a file, one at a time. A file of some hundred megabytes takes as much memory as
 * its largest item. The list is the whole file, or a field of the object in it. Not thread-safe.
 */
final class JsonArrayReader {

    /** A text may be longer than Jackson's limit for untrusted JSON. */
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build());

    private final Path file;
    private final String field;
    private final String remedy;
    private final Map<String, JsonNode> otherFields = new HashMap<>();
    private long count;

    /** Receives the items as they are read. */
    interface Items {
        void item(JsonNode item, long read);
    }

    /**
     * Creates a reader.
     *
     * @param file the file
     * @param field the field with the list, if the file contains an object
     * @param remedy what to do if it is another file
     */
    JsonArrayReader(Path file, String field, String remedy) {
        this.file = file;
        this.field = field;
        this.remedy = remedy;
    }

    /**
     * Reads all items.
     *
     * @throws InvalidInputException if the file is not JSON, or has no such list
     * @throws StorageException if it cannot be read
     */
    void read(Items items) {
        ForeignRecordReader.size(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser parser = JSON.createParser(in)) {
            JsonToken first = parser.nextToken();
            boolean found = first == JsonToken.START_ARRAY;
            if (found) {
                list(parser, items);
            } else if (first == JsonToken.START_OBJECT) {
                found = object(parser, items);
            }
            if (!found) {
                throw new InvalidInputException(file + " has no list of " + field + ". " + remedy);
            }
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes the file.
            throw new InvalidInputException(
                    file + " is not JSON, or was truncated. Everything before that is imported. " + remedy);
        } catch (IOException e) {
            throw new StorageException(file + " cannot be read (" + e + ").", e);
        }
    }

    private boolean object(JsonParser parser, Items items) throws IOException {
        boolean found = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals(field) && value == JsonToken.START_ARRAY) {
                list(parser, items);
                found = true;
            } else if (value.isScalarValue()) {
                otherFields.put(name, JSON.readTree(parser));
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private void list(JsonParser parser, Items items) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            count++;
            items.item(JSON.readTree(parser), parser.currentLocation().getByteOffset());
        }
    }

    /** {@return the number of items read} */
    long count() {
        return count;
    }

    /** {@return whether a field next to the list has a value} */
    boolean present(String name) {
        JsonNode value = otherFields.get(name);
        return value != null && !value.isNull() && !value.asText("").isBlank();
    }

    /** {@return a number from a field next to the list, or null} */
    @Nullable
    Long number(String name) {
        JsonNode value = otherFields.get(name);
        return value != null && value.canConvertToLong() ? value.asLong() : null;
    }
}
