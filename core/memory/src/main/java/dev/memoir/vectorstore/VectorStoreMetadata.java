// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.Filter;
import dev.memoir.Metadata;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Encodes an application's metadata in a document of a vector store. It is stored once as a whole, so that filters can
 * be evaluated on hits, and once entry by entry as hashes, so that the store can filter by equality.
 */
public final class VectorStoreMetadata {

    /** All entries, as text; not filtered by. */
    public static final String WHOLE = "memoir_metadata";

    /** The prefix of an entry's key; the hash of the application's key follows. */
    public static final String ENTRY = "memoir_m_";

    /** The value of every list. */
    private static final String LIST = MetadataKeys.hashed("A");

    private VectorStoreMetadata() {}

    /**
     * {@return the stored form of metadata, empty if there is none}
     *
     * @param metadata the metadata of a turn or memory
     */
    public static Map<String, String> of(Metadata metadata) {
        Map<String, String> flat = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            flat.put(
                    WHOLE,
                    metadata.asMap().entrySet().stream()
                            .map(entry ->
                                    type(entry.getValue()) + encoded(entry.getKey()) + "=" + text(entry.getValue()))
                            .collect(Collectors.joining("&")));
            metadata.asMap().forEach((key, value) -> flat.put(key(key), value(value)));
        }
        return flat;
    }

    /**
     * {@return metadata decoded from its stored form}
     *
     * @param flat the metadata returned by the store
     */
    public static Metadata read(Map<String, ?> flat) {
        Object whole = flat.get(WHOLE);
        if (whole == null) {
            return Metadata.none();
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        for (String entry : whole.toString().split("&", -1)) {
            int equals = entry.indexOf('=');
            entries.put(decoded(entry.substring(1, equals)), value(entry.charAt(0), entry.substring(equals + 1)));
        }
        return Metadata.from(entries);
    }

    private static Object value(char type, String text) {
        return switch (type) {
            case 'L' -> Long.valueOf(decoded(text));
            case 'D' -> Double.valueOf(decoded(text));
            case 'B' -> Boolean.valueOf(decoded(text));
            case 'A' ->
                text.isEmpty()
                        ? List.of()
                        : Stream.of(text.split(",", -1))
                                .map(element -> value(element.charAt(0), element.substring(1)))
                                .toList();
            default -> decoded(text);
        };
    }

    /** A comma is encoded within an element. */
    private static String text(Object value) {
        return value instanceof List<?> elements
                ? elements.stream()
                        .map(element -> type(element) + text(element))
                        .collect(Collectors.joining(","))
                : encoded(value.toString());
    }

    /**
     * {@return conditions that everything admitted by a filter meets, and possibly more: the filter must be evaluated
     * on the hits} They concern equality; other filters are not narrowed.
     *
     * @param filter any filter
     */
    public static List<VectorStoreCondition> narrowing(Filter filter) {
        if (filter instanceof Filter.And and) {
            List<VectorStoreCondition> all = new ArrayList<>();
            and.filters().forEach(part -> all.addAll(narrowing(part)));
            return all;
        }
        if (filter instanceof Filter.In in && !in.values().isEmpty()) {
            return List.of(new VectorStoreCondition.OneOf(
                    key(in.key()),
                    // One of a list's elements may be equal, which a store of single values cannot determine.
                    Stream.concat(in.values().stream().map(VectorStoreMetadata::value), Stream.of(LIST))
                            .distinct()
                            .toList()));
        }
        return List.of();
    }

    private static String key(String key) {
        return ENTRY + MetadataKeys.hashed(key).substring(0, 32);
    }

    /** Equal values have equal hashes, including whole numbers and others. */
    private static String value(Object value) {
        if (value instanceof List<?>) {
            return LIST;
        }
        if (value instanceof Number number) {
            BigDecimal decimal =
                    number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
            return MetadataKeys.hashed("N" + decimal.stripTrailingZeros());
        }
        return MetadataKeys.hashed(type(value) + value);
    }

    private static String type(Object value) {
        if (value instanceof Long) {
            return "L";
        }
        if (value instanceof Double) {
            return "D";
        }
        if (value instanceof List<?>) {
            return "A";
        }
        return value instanceof Boolean ? "B" : "S";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
