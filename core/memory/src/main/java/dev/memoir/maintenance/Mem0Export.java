// SPDX-License-Identifier: Apache-2.0
package dev.memoir.maintenance;

import dev.memoir.Scope;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An export of mem0: the JSON of its {@code get_all}, and its history.
 *
 * @param getAll a file with the result of {@code get_all}: {@code {"results": [...]}}, or only the list, as in older
 *     versions
 * @param history the steps of its history, in order; empty if there is none
 * @param defaultScope the scope of memories that name no user, agent or run, and of deleted ones that only the history
 *     contains; null to leave them out
 */
public record Mem0Export(
        Path getAll, List<Step> history, @Nullable Scope defaultScope) {

    /** Seconds or milliseconds, possibly with a fraction; a year alone is neither. */
    private static final Pattern EPOCH = Pattern.compile("[0-9]{9,14}(\\.[0-9]{1,9})?");

    /** A number of this size counts milliseconds: as seconds it would be in the year 5138. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    /** Copies the history. */
    public Mem0Export {
        history = List.copyOf(history);
    }

    /**
     * {@return a time in mem0's notation, or null if it is not valid} The notation is ISO 8601 with an offset, or
     * without one in UTC, or the seconds or milliseconds since 1970.
     *
     * @param text the text
     */
    public static @Nullable Instant time(@Nullable String text) {
        String iso = text == null ? "" : text.strip().replace(' ', 'T');
        if (EPOCH.matcher(iso).matches()) {
            BigDecimal since = new BigDecimal(iso);
            BigDecimal millis = since.compareTo(FIRST_MILLIS) < 0 ? since.movePointRight(3) : since;
            return Instant.ofEpochMilli(millis.longValue());
        }
        try {
            return OffsetDateTime.parse(iso).toInstant();
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException notIso) {
                return null;
            }
        }
    }

    /**
     * A row of mem0's table {@code history}.
     *
     * @param id the id of the row
     * @param memoryId the id of the memory
     * @param oldText the text before the step, or null
     * @param newText the text after the step, or null
     * @param event ADD, UPDATE or DELETE; others are left out
     * @param at the time of the step, or null if unknown
     * @param actor the actor, or null if unknown
     */
    public record Step(
            String id,
            String memoryId,
            @Nullable String oldText,
            @Nullable String newText,
            String event,
            @Nullable Instant at,
            @Nullable String actor) {}
}
