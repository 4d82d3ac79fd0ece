// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads one JSON value as language models write it: with comments, single quotes, trailing commas, bare names, NaN.
 * Numbers are kept as text, because nothing is computed with them.
 */
final class LenientJson {

    private static final int MAX_DEPTH = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonReadFeature.ALLOW_MISSING_VALUES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(2 * MAX_DEPTH)
                    .build())
            .build();

    private LenientJson() {}

    /**
     * The result of reading.
     *
     * @param node an object or an array; if it was truncated or damaged, with the elements that were complete before
     * @param end the index at which the reader stopped
     * @param wholeUntil if the value is not complete, the end of the last complete element of the outermost array
     * @param complete whether the whole value was read
     */
    record Value(JsonNode node, int end, int wholeUntil, boolean complete) {}

    /** {@return the object or array that begins at an index, as far as it can be read} */
    static Value read(char[] text, int start) {
        ContainerNode<?> root =
                text[start] == '{' ? JsonNodeFactory.instance.objectNode() : JsonNodeFactory.instance.arrayNode();
        try (JsonParser parser = JSON.createParser(text, start, text.length - start)) {
            Reading reading = new Reading(parser, start);
            try {
                parser.nextToken();
                reading.fill(root, 0);
                return new Value(root, reading.position(), reading.position(), true);
            } catch (IOException | IllegalStateException e) {
                // Dropped, because its message quotes the reply.
                return new Value(root, Math.min(text.length, reading.position()), reading.wholeUntil, false);
            }
        } catch (IOException e) {
            return new Value(root, start + 1, start, false);
        }
    }

    private static final class Reading {

        private final JsonParser parser;
        private final int start;
        private int wholeUntil;

        Reading(JsonParser parser, int start) {
            this.parser = parser;
            this.start = start;
            this.wholeUntil = start;
        }

        int position() {
            return start + (int) parser.currentLocation().getCharOffset();
        }

        private void fill(ContainerNode<?> container, int depth) throws IOException {
            if (depth > MAX_DEPTH) {
                throw new StreamConstraintsException("too deep");
            }
            if (container instanceof ObjectNode object) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    // An array of the root is kept even if its end is missing; any other value must be complete.
                    if (depth == 0 && parser.currentToken() == JsonToken.START_ARRAY) {
                        fill(object.putArray(field), depth + 1);
                    } else {
                        object.set(field, value(depth + 1));
                    }
                }
                require(JsonToken.END_OBJECT);
            } else if (container instanceof ArrayNode array) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(depth + 1));
                    if (depth <= 1) {
                        wholeUntil = position();
                    }
                }
            }
        }

        private JsonNode value(int depth) throws IOException {
            JsonNodeFactory nodes = JsonNodeFactory.instance;
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new StreamConstraintsException("cut off");
            }
            return switch (token) {
                case START_OBJECT -> filled(nodes.objectNode(), depth);
                case START_ARRAY -> filled(nodes.arrayNode(), depth);
                case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(token == JsonToken.VALUE_TRUE);
                case VALUE_NULL -> nodes.nullNode();
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> nodes.textNode(parser.getText());
                default -> throw new StreamConstraintsException("no value");
            };
        }

        private JsonNode filled(ContainerNode<?> container, int depth) throws IOException {
            fill(container, depth);
            return container;
        }

        private void require(JsonToken token) throws IOException {
            if (parser.currentToken() != token) {
                throw new StreamConstraintsException("cut off");
            }
        }
    }
}
