// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The application's metadata of a turn or a memory, which filters refer to: immutable, in the order given.
 *
 * <p>A value is a {@link String}, a {@link Long}, a {@link Double}, a {@link Boolean} or a {@link List} of these. Other
 * values, also bounds of a {@link Filter}, are converted to one of these forms:
 *
 * <ul>
 *   <li>other integer types to {@code Long}, {@code Float} to {@code Double}; a {@link BigDecimal} or
 *       {@link BigInteger} to the one of the two that represents its value exactly, and it is rejected if neither does
 *       (about 17 digits);
 *   <li>an {@link Instant} to UTC with milliseconds ({@code 2026-05-07T23:30:00.000Z}), a {@link LocalDate} to
 *       {@code 2026-05-07}: both in the years 0 to 9999, in which the texts sort like the times;
 *   <li>a {@link UUID} to lower case, an enum constant to its name;
 *   <li>a collection to an unmodifiable list of such values, which must not be lists themselves.
 * </ul>
 *
 * <p>A key is never an identity: {@code user_id} in metadata is a note, not a scope.
 */
public final class Metadata {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST =
            Instant.parse("9999-12-31T23:59:59.999Z").plusMillis(1);

    private static final Metadata NONE = new Metadata(Map.of());

    private final Map<String, Object> values;

    private Metadata(Map<String, Object> values) {
        this.values = values;
    }

    /** {@return empty metadata} */
    public static Metadata none() {
        return NONE;
    }

    /**
     * {@return metadata with one entry}
     *
     * @param key the key, not blank
     * @param value a value of one of the types above
     * @throws InvalidInputException if the key is blank or the value has another type
     */
    public static Metadata of(String key, Object value) {
        return from(Map.of(key, value));
    }

    /**
     * {@return the entries of a map as metadata; the map is copied and never changed}
     *
     * @param entries keys that are not blank, and values of the types above
     * @throws InvalidInputException if a key is blank or a value has another type
     */
    public static Metadata from(Map<String, ? extends @Nullable Object> entries) {
        if (entries.isEmpty()) {
            return NONE;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        entries.forEach((key, value) -> copy.put(checkedKey(key), checkedValue(key, value)));
        return new Metadata(Collections.unmodifiableMap(copy));
    }

    /**
     * {@return this metadata with one entry set}
     *
     * @param key the key, not blank
     * @param value a value of one of the types above
     */
    public Metadata with(String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(key, value);
        return from(copy);
    }

    /**
     * {@return the value of a key, or null}
     *
     * @param key the key
     */
    public @Nullable Object get(String key) {
        return values.get(key);
    }

    /** {@return the keys, in the order given} */
    public Set<String> keys() {
        return values.keySet();
    }

    /** {@return the entries, unmodifiable, in the order given} */
    public Map<String, Object> asMap() {
        return values;
    }

    /** {@return whether there are no entries} */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Metadata that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private static String checkedKey(@Nullable String key) {
        if (key == null || key.isBlank()) {
            throw new InvalidInputException("A metadata key is blank. Give every value a name.");
        }
        return StorableText.of(key);
    }

    /**
     * {@return the entries that all the given metadata have in common; none if the list is empty}
     *
     * @param all the metadata to compare
     */
    public static Metadata common(List<Metadata> all) {
        if (all.isEmpty()) {
            return NONE;
        }
        Map<String, Object> shared = new LinkedHashMap<>(all.get(0).values);
        all.forEach(other ->
                shared.entrySet().removeIf(entry -> !entry.getValue().equals(other.get(entry.getKey()))));
        return from(shared);
    }

    /**
     * {@return the entries of both; where both have a key, the value of this one}
     *
     * @param other the metadata to add
     */
    public Metadata withDefaults(Metadata other) {
        Map<String, Object> both = new LinkedHashMap<>(values);
        other.values.forEach(both::putIfAbsent);
        return from(both);
    }

    private static Object checkedValue(String key, @Nullable Object value) {
        if (value instanceof Collection<?> elements) {
            return elements.stream().map(element -> checkedScalar(key, element)).toList();
        }
        return checkedScalar(key, value);
    }

    private static Object checkedScalar(String key, @Nullable Object value) {
        if (value instanceof Instant instant) {
            boolean inRange = !instant.isBefore(FIRST) && instant.isBefore(AFTER_LAST);
            return ordered(key, instant, inRange, inRange ? INSTANT.format(instant) : "");
        }
        if (value instanceof LocalDate date) {
            return ordered(key, date, date.getYear() >= 0 && date.getYear() <= 9999, date.toString());
        }
        if (value instanceof UUID id) {
            return id.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof BigInteger whole) {
            return number(key, new BigDecimal(whole));
        }
        if (value instanceof BigDecimal decimal) {
            return number(key, decimal);
        }
        if (value instanceof String text) {
            return StorableText.of(text);
        }
        if (value instanceof Boolean || value instanceof Long) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if ((value instanceof Double || value instanceof Float) && Double.isFinite(((Number) value).doubleValue())) {
            return ((Number) value).doubleValue();
        }
        throw new InvalidInputException("The metadata value of '" + key + "' is "
                + (value == null ? "null" : "a " + value.getClass().getName())
                + "; it must be a string, a finite number, a boolean, an Instant, a LocalDate, a UUID, an enum constant"
                + " or a list of these. Convert it, or leave it out.");
    }

    /** Converts equal numbers to the same form, whatever their scale, so that a filter finds them. */
    private static Number number(String key, BigDecimal decimal) {
        try {
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            double nearest = decimal.doubleValue();
            if (Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(decimal) == 0) {
                return nearest;
            }
            throw new InvalidInputException("The metadata value of '" + key + "' has more digits than a 64-bit number"
                    + " holds. Round it, or give it as text.");
        }
    }

    private static String ordered(String key, Object time, boolean inRange, String text) {
        if (!inRange) {
            throw new InvalidInputException("The metadata value of '" + key + "' is " + time
                    + "; times are kept from the year 0 to 9999. Give it as text, or leave it out.");
        }
        return text;
    }
}
