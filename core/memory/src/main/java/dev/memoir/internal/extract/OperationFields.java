// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an operation leniently: by any of their usual names, in any case, numbers as texts and texts as
 * lists.
 *
 * @param item the JSON of the operation
 */
record OperationFields(JsonNode item) {

    /** "T1", "#1", 1.0; not -1, which some models use for "none". */
    private static final Pattern NUMBER = Pattern.compile("(?<![-\\d.])(\\d{1,6})(?:\\.0+)?(?![\\d])");

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cs}]+");

    /** {@return the text of a field on one line, or "" if there is none} */
    String text(String... names) {
        JsonNode node = field(names);
        return node == null ? "" : clean(node.asText(""));
    }

    /** {@return the texts of a field that may be a list of texts or of objects with a name} */
    List<String> texts(String... names) {
        JsonNode node = field(names);
        List<String> texts = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(element ->
                    texts.add(clean(element.isObject() ? element.path("name").asText("") : element.asText(""))));
        } else if (node != null) {
            texts.add(clean(node.asText("")));
        }
        return texts;
    }

    /** {@return all whole numbers that a field contains} */
    List<Integer> numbers(String... names) {
        return numbers(field(names));
    }

    private static List<Integer> numbers(@Nullable JsonNode node) {
        List<Integer> numbers = new ArrayList<>();
        if (node != null && node.isArray()) {
            node.forEach(element -> numbers.addAll(numbers(element)));
        } else if (node != null && node.isTextual()) {
            Matcher number = NUMBER.matcher(node.asText());
            while (number.find()) {
                numbers.add(Integer.parseInt(number.group(1)));
            }
        }
        return numbers;
    }

    private @Nullable JsonNode field(String... names) {
        for (String name : names) {
            for (var field : item.properties()) {
                if (field.getKey().equalsIgnoreCase(name) && !field.getValue().isNull()) {
                    return field.getValue();
                }
            }
        }
        return null;
    }

    private static String clean(String text) {
        return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    }
}
