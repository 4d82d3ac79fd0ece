package dev.memoir.index.flat;

import dev.memoir.Origin;
import dev.memoir.index.Relations;
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
final class FlatRelations {

    private FlatRelations() {}

    static Map<String, String> of(Relations relations) {
        Map<String, String> flat = new LinkedHashMap<>();
        if (relations.subject() != null) {
            flat.put(FlatKeys.SUBJECT, relations.subject());
        }
        if (relations.origin() != null) {
            flat.put(FlatKeys.ORIGIN, relations.origin().name());
        }
        if (!relations.entities().isEmpty()) {
            flat.put(
                    FlatKeys.ENTITIES,
                    relations.entities().stream()
                            .sorted()
                            .map(key -> URLEncoder.encode(key, StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&")));
        }
        if (!relations.sources().isEmpty()) {
            flat.put(
                    FlatKeys.SOURCES,
                    relations.sources().stream()
                            .map(place -> place.sequence() + ":" + place.conversationId())
                            .collect(Collectors.joining("&")));
        }
        return flat;
    }

    static Relations read(Map<String, ?> flat) {
        Object subject = flat.get(FlatKeys.SUBJECT);
        Set<String> entities = parts(flat.get(FlatKeys.ENTITIES))
                .map(key -> URLDecoder.decode(key, StandardCharsets.UTF_8))
                .collect(Collectors.toUnmodifiableSet());
        List<TurnPosition> sources =
                parts(flat.get(FlatKeys.SOURCES)).map(FlatRelations::place).toList();
        Object origin = flat.get(FlatKeys.ORIGIN);
        return new Relations(
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
