package dev.memoir.index.flat;

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

/** A document's relations in a flat document: text that nothing filters by. */
final class ItemLinksCodec {

    private ItemLinksCodec() {}

    static Map<String, String> of(ItemLinks relations) {
        Map<String, String> flat = new LinkedHashMap<>();
        if (relations.subject() != null) {
            flat.put(MetadataKeys.SUBJECT, relations.subject());
        }
        if (relations.origin() != null) {
            flat.put(MetadataKeys.ORIGIN, relations.origin().name());
        }
        if (!relations.entities().isEmpty()) {
            flat.put(
                    MetadataKeys.ENTITIES,
                    relations.entities().stream()
                            .sorted()
                            .map(key -> URLEncoder.encode(key, StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&")));
        }
        if (!relations.sources().isEmpty()) {
            flat.put(
                    MetadataKeys.SOURCES,
                    relations.sources().stream()
                            .map(place -> place.sequence() + ":" + place.conversationId())
                            .collect(Collectors.joining("&")));
        }
        return flat;
    }

    static ItemLinks read(Map<String, ?> flat) {
        Object subject = flat.get(MetadataKeys.SUBJECT);
        Set<String> entities = parts(flat.get(MetadataKeys.ENTITIES))
                .map(key -> URLDecoder.decode(key, StandardCharsets.UTF_8))
                .collect(Collectors.toUnmodifiableSet());
        List<TurnPosition> sources =
                parts(flat.get(MetadataKeys.SOURCES)).map(ItemLinksCodec::place).toList();
        Object origin = flat.get(MetadataKeys.ORIGIN);
        return new ItemLinks(
                subject == null ? null : subject.toString(),
                origin == null ? null : Origin.valueOf(origin.toString()),
                entities,
                sources);
    }

    private static Stream<String> parts(@Nullable Object joined) {
        return joined == null ? Stream.empty() : Arrays.stream(joined.toString().split("&", -1));
    }

    private static TurnPosition place(String place) {
        int colon = place.indexOf(':');
        return new TurnPosition(place.substring(colon + 1), Long.parseLong(place.substring(0, colon)));
    }
}
