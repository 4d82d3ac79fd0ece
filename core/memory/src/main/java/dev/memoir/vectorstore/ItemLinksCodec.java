// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.Origin;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.TurnPosition;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Encodes the links of a document as metadata text that is not filtered by. */
final class ItemLinksCodec {

    private ItemLinksCodec() {}

    static Map<String, String> of(ItemLinks links) {
        Map<String, String> metadata = new LinkedHashMap<>();
        if (links.subject() != null) {
            metadata.put(MetadataKeys.SUBJECT, links.subject());
        }
        if (links.origin() != null) {
            metadata.put(MetadataKeys.ORIGIN, links.origin().name());
        }
        if (!links.entities().isEmpty()) {
            metadata.put(
                    MetadataKeys.ENTITIES,
                    links.entities().stream()
                            .sorted()
                            .map(key -> URLEncoder.encode(key, StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&")));
        }
        if (!links.sources().isEmpty()) {
            metadata.put(
                    MetadataKeys.SOURCES,
                    links.sources().stream()
                            .map(position -> position.sequence() + ":" + position.conversationId())
                            .collect(Collectors.joining("&")));
        }
        return metadata;
    }

    static ItemLinks read(Map<String, ?> metadata) {
        Object subject = metadata.get(MetadataKeys.SUBJECT);
        Set<String> entities = parts(metadata.get(MetadataKeys.ENTITIES))
                .map(key -> URLDecoder.decode(key, StandardCharsets.UTF_8))
                .collect(Collectors.toUnmodifiableSet());
        List<TurnPosition> sources = parts(metadata.get(MetadataKeys.SOURCES))
                .map(ItemLinksCodec::position)
                .toList();
        Object origin = metadata.get(MetadataKeys.ORIGIN);
        return new ItemLinks(
                subject == null ? null : subject.toString(),
                origin == null ? null : Origin.valueOf(origin.toString()),
                entities,
                sources);
    }

    private static Stream<String> parts(@Nullable Object joined) {
        return joined == null ? Stream.empty() : Arrays.stream(joined.toString().split("&", -1));
    }

    private static TurnPosition position(String position) {
        int colon = position.indexOf(':');
        return new TurnPosition(position.substring(colon + 1), Long.parseLong(position.substring(0, colon)));
    }
}
