// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TurnPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes documents and their references as JSON, so that one statement takes them all. */
final class DocumentJson {

    /**
     * The maximum number of characters of words and vectors in one statement. That is a thousand documents of some
     * hundred characters and 384 dimensions, or fewer of 4,096 dimensions; rarely a single document is a whole book.
     */
    private static final int MAX_CHARACTERS = 8_000_000;

    /** Characters of one number of a vector in JSON. */
    private static final int NUMBER = 12;

    /** At three bytes per character, far below the 2,700 bytes that an index accepts. */
    private static final int MAX_ENTITY_LENGTH = 600;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DocumentJson() {}

    static String refs(Collection<ItemRef> refs) {
        ArrayNode all = NODES.arrayNode();
        refs.forEach(ref -> all.addObject()
                .put("item_id", ref.id())
                .put("item_type", ref.type().name()));
        return all.toString();
    }

    static String positions(Collection<TurnPosition> positions) {
        return array(positions).toString();
    }

    private static ArrayNode array(Collection<TurnPosition> positions) {
        ArrayNode all = NODES.arrayNode();
        positions.forEach(position -> all.add(json(position)));
        return all;
    }

    /** {@return positions decoded from JSON} */
    static List<TurnPosition> positions(String json) throws JsonProcessingException {
        List<TurnPosition> positions = new ArrayList<>();
        for (JsonNode position : JSON.readTree(json)) {
            positions.add(new TurnPosition(
                    position.path("conversation_id").asText(),
                    position.path("sequence").asLong()));
        }
        return positions;
    }

    /** {@return whether a name is short enough for an index of names; longer ones are not indexed} */
    static boolean fits(String entity) {
        return entity.length() <= MAX_ENTITY_LENGTH;
    }

    /** {@return the documents, in order, in as few batches as the size of one statement allows} */
    static List<String> batches(Collection<IndexDocument> documents) {
        List<String> batches = new ArrayList<>();
        ArrayNode batch = NODES.arrayNode();
        long length = 0;
        for (IndexDocument document : documents) {
            String words = TsQueryText.of(document.text());
            float[] vector = document.vector();
            int size = words.length() + (vector == null ? 0 : NUMBER * vector.length);
            if (length > 0 && length + size > MAX_CHARACTERS) {
                batches.add(batch.toString());
                batch = NODES.arrayNode();
                length = 0;
            }
            batch.add(json(document, words));
            length += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch.toString());
        }
        return batches;
    }

    private static ObjectNode json(IndexDocument document, String words) {
        ObjectNode json = NODES.objectNode()
                .put("item_id", document.ref().id())
                .put("item_type", document.ref().type().name())
                .put("user_id", orEmpty(document.scope().userId()))
                .put("agent_id", orEmpty(document.scope().agentId()))
                .put("run_id", orEmpty(document.scope().runId()))
                .put("kind", document.kind() == null ? null : document.kind().name())
                .put("conversation", document.conversation())
                .put("at", document.at().toEpochMilli())
                .put("text", words)
                .put("vector", document.vector() == null ? null : vector(document.vector()));
        if (document.position() != null) {
            json.setAll(json(document.position()));
        }
        if (document.expiresAt() != null) {
            json.put("expires_at", document.expiresAt().toEpochMilli());
        }
        ItemLinks links = document.links();
        json.put("subject", links.subject());
        json.put("origin", links.origin() == null ? null : links.origin().name());
        json.put("manner", document.features().packed());
        ArrayNode entities = json.putArray("entities");
        links.entities().stream().filter(DocumentJson::fits).forEach(entities::add);
        if (!links.sources().isEmpty()) {
            json.set("sources", array(links.sources()));
        }
        json.set("metadata", ComparableMetadataJson.of(document.metadata()));
        json.set("folded", ComparableMetadataJson.folded(document.metadata()));
        return json;
    }

    private static ObjectNode json(TurnPosition position) {
        return NODES.objectNode()
                .put("conversation_id", position.conversationId())
                .put("sequence", position.sequence());
    }

    /** No id is empty. */
    static String orEmpty(@Nullable String id) {
        return id == null ? "" : id;
    }

    /** {@return a vector in pgvector's notation} */
    static String vector(float[] vector) {
        StringBuilder text = new StringBuilder(NUMBER * vector.length).append('[');
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append(']').toString();
    }
}
