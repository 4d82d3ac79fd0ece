package dev.memoir;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application notes beside a turn or a memory, to filter by: immutable, in the order given.
 *
 * <p>A value is a {@link String}, a {@link Long}, a {@link Double} or a {@link Boolean}; the other integer types become
 * {@code Long} and {@code Float} becomes {@code Double}. A key is never an identity: {@code user_id} in metadata is a
 * note, not a scope.
 */
public final class Metadata {

    private static final Metadata NONE = new Metadata(Map.of());

    private final Map<String, Object> values;

    private Metadata(Map<String, Object> values) {
        this.values = values;
    }

    /** {@return no metadata} */
    public static Metadata none() {
        return NONE;
    }

    /**
     * {@return metadata of one key}
     *
     * @param key not blank
     * @param value a string, an integer or floating number, or a boolean
     * @throws InvalidInputException if the key is blank or the value of another type
     */
    public static Metadata of(String key, Object value) {
        return from(Map.of(key, value));
    }

    /**
     * {@return the same entries as metadata; the map is copied and never changed}
     *
     * @param entries keys that are not blank, values that are strings, numbers or booleans
     * @throws InvalidInputException if a key is blank or a value of another type
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
     * {@return this with one entry set}
     *
     * @param key not blank
     * @param value a string, a number or a boolean
     */
    public Metadata with(String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(key, value);
        return from(copy);
    }

    /**
     * {@return the value of a key, or null}
     *
     * @param key which
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

    /** {@return whether there is no entry} */
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
        return Text.storable(key);
    }

    private static Object checkedValue(String key, @Nullable Object value) {
        if (value instanceof String text) {
            return Text.storable(text);
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
                + "; it must be a string, a finite number or a boolean. Convert it, or leave it out.");
    }
}
