// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.Memory;
import dev.memoir.MemoryKind;
import dev.memoir.StorageException;
import dev.memoir.TimePrecision;
import dev.memoir.Validity;
import java.time.Instant;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The mutable fields of a memory as JSON, stored with each step of its history. */
final class MemoryState {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private MemoryState() {}

    static String write(Memory memory) {
        return node(memory).toString();
    }

    /** The same fields as a map. */
    static Map<String, Object> asMap(Memory memory) {
        return JSON.convertValue(node(memory), FIELDS);
    }

    private static ObjectNode node(Memory memory) {
        ObjectNode state = JSON.createObjectNode()
                .put("kind", memory.kind().name())
                .put("text", memory.text())
                .put("subject", memory.subject())
                .put("from", ColumnValues.millisOrNull(memory.valid().from()))
                .put("to", ColumnValues.millisOrNull(memory.valid().to()))
                .put("precision", memory.valid().precision().name())
                .put("zone", ZoneColumn.write(memory.valid().zone()))
                .put("retracted", ColumnValues.millisOrNull(memory.retractedAt()))
                .put("supersedes", memory.supersedes())
                .put("supersededBy", memory.supersededBy())
                .put("expires", ColumnValues.millisOrNull(memory.expiresAt()))
                .put("suppressed", ColumnValues.millisOrNull(memory.suppressedAt()))
                .put("pinned", memory.pinned())
                .put("metadata", MetadataJson.write(memory.metadata()));
        memory.entities().forEach(state.putArray("entities")::add);
        return state;
    }

    /** The memory with the fields of an earlier state. */
    static Memory read(Memory now, String json, Instant at) {
        JsonNode state;
        try {
            state = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its cause, whose message quotes the JSON.
            throw new StorageException("A step of a memory's history in the ledger is not JSON: the row was edited by"
                    + " hand, or the database is damaged. Restore it from a backup.");
        }
        return now.toBuilder()
                .kind(MemoryKind.valueOf(state.path("kind").asText()))
                .text(state.path("text").asText())
                .subject(text(state, "subject"))
                .entities(StreamSupport.stream(state.path("entities").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList())
                .valid(new Validity(
                        instant(state, "from"),
                        instant(state, "to"),
                        TimePrecision.valueOf(state.path("precision").asText()),
                        ZoneColumn.read(text(state, "zone"))))
                .updatedAt(at)
                .retractedAt(instant(state, "retracted"))
                .supersedes(text(state, "supersedes"))
                .supersededBy(text(state, "supersededBy"))
                .expiresAt(instant(state, "expires"))
                .suppressedAt(instant(state, "suppressed"))
                .pinned(state.path("pinned").asBoolean())
                .metadata(MetadataJson.read(state.path("metadata").asText()))
                .build();
    }

    private static @Nullable String text(JsonNode state, String name) {
        return state.hasNonNull(name) ? state.get(name).asText() : null;
    }

    private static @Nullable Instant instant(JsonNode state, String name) {
        return state.hasNonNull(name) ? Instant.ofEpochMilli(state.get(name).asLong()) : null;
    }
}
