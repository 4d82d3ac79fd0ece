// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies the defaults of a request to its turns; what a turn says of itself takes precedence. */
final class TurnDefaults {

    private TurnDefaults() {}

    static List<Turn> apply(Map<String, Object> metadata, @Nullable ZoneId zone, List<Turn> turns) {
        return metadata.isEmpty() && zone == null
                ? List.copyOf(turns)
                : turns.stream().map(turn -> apply(metadata, zone, turn)).toList();
    }

    private static Turn apply(Map<String, Object> metadata, @Nullable ZoneId zone, Turn turn) {
        Map<String, Object> both = new LinkedHashMap<>(metadata);
        both.putAll(turn.metadata().asMap());
        return new Turn(
                turn.role(),
                turn.origin(),
                turn.speaker(),
                turn.text(),
                turn.saidAt(),
                Metadata.from(both),
                turn.zone() == null ? zone : turn.zone());
    }
}
