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
 * What mem0 gives of itself: the JSON of its {@code get_all}, and its history.
 *
 * @param getAll a file with what {@code get_all} returned: {@code {"results": [...]}}, or the list alone as older versions gave
 * @param history the steps of its history, in order; empty if there is none
 * @param otherwise whose the memories are that name no user, agent or run, and those that are only known from the history
 *     because they were deleted; null to leave them out
 */
public record Mem0Export(
        Path getAll, List<Step> history, @Nullable Scope otherwise) {

    /** Seconds or milliseconds, perhaps with a fraction; a year alone is neither. */
    private static final Pattern EPOCH = Pattern.compile("[0-9]{9,14}(\\.[0-9]{1,9})?");

    /** A number as large as this counts milliseconds: as seconds it would be in the year 5138. */
    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    /** Copies the history. */
    public Mem0Export {
        history = List.copyOf(history);
    }

    /**
     * {@return a time as mem0 writes it: ISO 8601 with an offset, in UTC without, or the seconds or milliseconds since 1970;
     * null if it is none}
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
            } catch (DateTimeException none) {
                return null;
            }
        }
    }

    /**
     * A row of mem0's table {@code history}.
     *
     * @param id the row's id
     * @param memoryId which memory
     * @param oldText the words before, or null
     * @param newText the words after, or null
     * @param event ADD, UPDATE or DELETE; others are left out
     * @param at when, or null if it does not say
     * @param actor who, or null
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
