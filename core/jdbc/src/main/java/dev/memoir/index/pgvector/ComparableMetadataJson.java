// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.memoir.Filter;
import dev.memoir.Metadata;
import java.math.BigDecimal;
import java.util.List;

/** Encodes metadata as JSON that PostgreSQL compares like {@link Filter}: a double is written with all its digits. */
final class ComparableMetadataJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ComparableMetadataJson() {}

    static ObjectNode of(Metadata metadata) {
        ObjectNode json = NODES.objectNode();
        metadata.asMap().forEach((key, value) -> json.set(key, node(value)));
        return json;
    }

    /** Only the texts, in the form that {@code icontains} compares. */
    static ObjectNode folded(Metadata metadata) {
        ObjectNode json = NODES.objectNode();
        metadata.asMap().forEach((key, value) -> {
            if (value instanceof String text) {
                json.put(key, Filter.Contains.folded(text));
            } else if (value instanceof List<?> elements) {
                ArrayNode texts = json.putArray(key);
                elements.stream()
                        .filter(String.class::isInstance)
                        .forEach(element -> texts.add(Filter.Contains.folded((String) element)));
            }
        });
        return json;
    }

    static String value(Object value) {
        return node(value).toString();
    }

    private static JsonNode node(Object value) {
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof Long whole) {
            return NODES.numberNode(whole);
        }
        if (value instanceof Double number) {
            return NODES.numberNode(new BigDecimal(number));
        }
        if (value instanceof List<?> elements) {
            ArrayNode array = NODES.arrayNode();
            elements.forEach(element -> array.add(node(element)));
            return array;
        }
        return NODES.textNode((String) value);
    }
}
