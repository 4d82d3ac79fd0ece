// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0.request;

import dev.memoir.Memory;
import dev.memoir.MemoryItem;
import dev.memoir.StoredTurn;
import dev.memoir.maintenance.Mem0Export;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Times in mem0's notations: ISO 8601, a date, or seconds or milliseconds since 1970. Days are days of UTC. */
public final class MemoryTimes {

    /** The ledger keeps milliseconds. */
    private static final ChronoUnit PRECISION = ChronoUnit.MILLIS;

    private MemoryTimes() {}

    /**
     * {@return when an item was created, as clients of mem0 see it: the {@code timestamp} that came with a text stored
     * verbatim, otherwise when it was recorded}
     *
     * @param item the memory or turn
     */
    public static Instant createdAt(MemoryItem item) {
        if (item instanceof Memory memory) {
            Instant from = memory.valid().from();
            return memory.extractor() == null && from != null ? from : memory.recordedAt();
        }
        return ((StoredTurn) item).recordedAt();
    }

    /**
     * {@return when an item last changed}
     *
     * @param item the memory or turn
     */
    public static Instant updatedAt(MemoryItem item) {
        return item instanceof Memory memory ? memory.updatedAt() : ((StoredTurn) item).recordedAt();
    }

    /**
     * {@return a time, or the beginning of a day}
     *
     * @param name the name of the field
     * @param value the value
     */
    public static Instant start(String name, JsonNode value) {
        LocalDate day = day(value);
        return day == null
                ? time(name, value)
                : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * {@return the instant after a time, or after a day}
     *
     * @param name the name of the field
     * @param value the value
     */
    public static Instant end(String name, JsonNode value) {
        LocalDate day = day(value);
        return day == null
                ? time(name, value).plus(1, PRECISION)
                : day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * {@return the time from which something is hidden that has an expiration date: after that day}
     *
     * @param name the name of the field
     * @param value the value; of a time that time itself
     */
    public static Instant expiry(String name, JsonNode value) {
        return day(value) == null ? time(name, value) : end(name, value);
    }

    /**
     * {@return the last day on which something is shown that expires at a time}
     *
     * @param expiresAt the time from which it is hidden
     */
    public static LocalDate lastDay(Instant expiresAt) {
        return LocalDate.ofInstant(expiresAt.minusNanos(1), ZoneOffset.UTC);
    }

    private static Instant time(String name, JsonNode value) {
        String text =
                value.isNumber() ? value.decimalValue().toPlainString() : value.isString() ? value.asString() : null;
        Instant time = Mem0Export.time(text);
        if (time == null) {
            throw RequestValue.wrong(
                    name, "must be a time in ISO 8601, a date such as 2026-11-30, or seconds since 1970");
        }
        return time.truncatedTo(PRECISION);
    }

    private static @Nullable LocalDate day(JsonNode value) {
        if (!value.isString() || !value.asString().matches("\\d{4}-\\d{2}-\\d{2}")) {
            return null;
        }
        try {
            return LocalDate.parse(value.asString());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
