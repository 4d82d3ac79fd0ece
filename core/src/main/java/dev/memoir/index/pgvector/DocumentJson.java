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

/** Documents, and what names them, as the JSON that one statement takes all of. */
final class DocumentJson {

    /**
     * Characters of words and vectors in one statement: a thousand documents of some hundreds and of 384 dimensions, of 4,096
     * fewer; one in a long while is a book.
     */
    private static final int MOST = 8_000_000;

    /** Characters of a number of a vector, as JSON has it. */
    private static final int NUMBER = 12;

    /** At three bytes a character, far below the 2,700 bytes that an index takes. */
    private static final int LONGEST_ENTITY = 600;

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

    static String places(Collection<TurnPosition> positions) {
        return placed(positions).toString();
    }

    private static ArrayNode placed(Collection<TurnPosition> positions) {
        ArrayNode all = NODES.arrayNode();
        positions.forEach(position -> all.add(place(position)));
        return all;
    }

    /** {@return the places that were written so} */
    static List<TurnPosition> places(String json) throws JsonProcessingException {
        List<TurnPosition> places = new ArrayList<>();
        for (JsonNode place : JSON.readTree(json)) {
            places.add(new TurnPosition(
                    place.path("conversation_id").asText(),
                    place.path("sequence").asLong()));
        }
        return places;
    }

    /** {@return whether a name is short enough for an index of names; longer ones are none} */
    static boolean fits(String entity) {
        return entity.length() <= LONGEST_ENTITY;
    }

    /** {@return the documents, in order, in as few parts as are not too large for one statement} */
    static List<String> parts(Collection<IndexDocument> documents) {
        List<String> parts = new ArrayList<>();
        ArrayNode part = NODES.arrayNode();
        long length = 0;
        for (IndexDocument document : documents) {
            String words = TsQueryText.of(document.text());
            float[] vector = document.vector();
            int size = words.length() + (vector == null ? 0 : NUMBER * vector.length);
            if (length > 0 && length + size > MOST) {
                parts.add(part.toString());
                part = NODES.arrayNode();
                length = 0;
            }
            part.add(json(document, words));
            length += size;
        }
        if (!part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    private static ObjectNode json(IndexDocument document, String words) {
        ObjectNode json = NODES.objectNode()
                .put("item_id", document.ref().id())
                .put("item_type", document.ref().type().name())
                .put("user_id", orNone(document.scope().userId()))
                .put("agent_id", orNone(document.scope().agentId()))
                .put("run_id", orNone(document.scope().runId()))
                .put("kind", document.kind() == null ? null : document.kind().name())
                .put("conversation", document.conversation())
                .put("at", document.at().toEpochMilli())
                .put("text", words)
                .put("vector", document.vector() == null ? null : vector(document.vector()));
        if (document.position() != null) {
            json.setAll(place(document.position()));
        }
        if (document.expiresAt() != null) {
            json.put("expires_at", document.expiresAt().toEpochMilli());
        }
        ItemLinks relations = document.relations();
        json.put("subject", relations.subject());
        json.put(
                "origin", relations.origin() == null ? null : relations.origin().name());
        json.put("manner", document.manner().packed());
        ArrayNode entities = json.putArray("entities");
        relations.entities().stream().filter(DocumentJson::fits).forEach(entities::add);
        if (!relations.sources().isEmpty()) {
            json.set("sources", placed(relations.sources()));
        }
        json.set("metadata", ComparableMetadataJson.of(document.metadata()));
        json.set("folded", ComparableMetadataJson.folded(document.metadata()));
        return json;
    }

    private static ObjectNode place(TurnPosition position) {
        return NODES.objectNode()
                .put("conversation_id", position.conversationId())
                .put("sequence", position.sequence());
    }

    /** No id is empty. */
    static String orNone(@Nullable String id) {
        return id == null ? "" : id;
    }

    /** {@return a vector as pgvector writes it} */
    static String vector(float[] vector) {
        StringBuilder text = new StringBuilder(NUMBER * vector.length).append('[');
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append(']').toString();
    }
}
