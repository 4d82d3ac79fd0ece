// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition on {@link Metadata}. It means the same on every store; a store that cannot express it reports that.
 *
 * <p>A missing key, or a value of another type, equals nothing and is neither greater nor less than anything:
 * {@code eq}, {@code in}, {@code gt}, {@code contains} and similar conditions are false for it, and the negations
 * {@code ne} and {@code nin} are true. A list fulfils {@code eq}, {@code in} and the comparisons if one of its elements
 * does, and {@code contains} if one of its elements equals that text; a list itself cannot be compared with. Numbers
 * compare by value, integer or not; strings compare by code point; {@code icontains} folds case independently of the
 * locale.
 */
public sealed interface Filter {

    /**
     * {@return whether the metadata fulfils the condition}
     *
     * @param metadata the metadata to test
     */
    boolean test(Metadata metadata);

    /**
     * All conditions hold; true if there are none.
     *
     * @param filters the conditions
     */
    record And(List<Filter> filters) implements Filter {
        /** Copies the conditions. */
        public And {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean test(Metadata metadata) {
            return filters.stream().allMatch(f -> f.test(metadata));
        }
    }

    /**
     * At least one condition holds; false if there are none.
     *
     * @param filters the conditions
     */
    record Or(List<Filter> filters) implements Filter {
        /** Copies the conditions. */
        public Or {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean test(Metadata metadata) {
            return filters.stream().anyMatch(f -> f.test(metadata));
        }
    }

    /**
     * A condition does not hold.
     *
     * @param filter the condition
     */
    record Not(Filter filter) implements Filter {
        @Override
        public boolean test(Metadata metadata) {
            return !filter.test(metadata);
        }
    }

    /**
     * The key is present.
     *
     * @param key the metadata key
     */
    record Exists(String key) implements Filter {
        /** Normalises the key as {@link Metadata} does. */
        public Exists {
            key = StorableText.of(key);
        }

        @Override
        public boolean test(Metadata metadata) {
            return metadata.get(key) != null;
        }
    }

    /**
     * The key's value equals one of several values.
     *
     * @param key the metadata key
     * @param values strings, longs, doubles or booleans
     */
    record In(String key, List<Object> values) implements Filter {
        /** Normalises the values as {@link Metadata} does. */
        public In {
            String named = StorableText.of(key);
            key = named;
            values = values.stream().map(v -> normalised(named, v)).toList();
        }

        @Override
        public boolean test(Metadata metadata) {
            Object value = metadata.get(key);
            return elements(value).stream()
                    .anyMatch(element -> values.stream().anyMatch(v -> MetadataComparator.equal(element, v)));
        }
    }

    /**
     * The key's value compares in this way with a bound of the same type.
     *
     * @param key the metadata key
     * @param comparison how the value must compare with the bound
     * @param bound a string, long or double
     */
    record Range(String key, Comparison comparison, Object bound) implements Filter {
        /**
         * Normalises the bound as {@link Metadata} does.
         *
         * @throws InvalidInputException if the bound is a boolean, which has no order
         */
        public Range {
            key = StorableText.of(key);
            bound = normalised(key, bound);
            if (bound instanceof Boolean) {
                throw new InvalidInputException(
                        "'" + key + "' is compared with a boolean, which has no order. Use eq.");
            }
        }

        @Override
        public boolean test(Metadata metadata) {
            return elements(metadata.get(key)).stream().anyMatch(this::holds);
        }

        private boolean holds(Object value) {
            if (!MetadataComparator.comparable(value, bound)) {
                return false;
            }
            int order = MetadataComparator.compare(value, bound);
            return switch (comparison) {
                case GT -> order > 0;
                case GTE -> order >= 0;
                case LT -> order < 0;
                case LTE -> order <= 0;
            };
        }
    }

    /** How a value compares with a bound. */
    enum Comparison {
        /** Greater. */
        GT,
        /** Greater or equal. */
        GTE,
        /** Less. */
        LT,
        /** Less or equal. */
        LTE
    }

    /**
     * The key's value is a string that contains a part, or a list with an element that equals it.
     *
     * @param key the metadata key
     * @param part the text to look for
     * @param ignoreCase whether case is folded ({@link Locale#ROOT})
     */
    record Contains(String key, String part, boolean ignoreCase) implements Filter {
        /** Normalises the key and the part as {@link Metadata} does. */
        public Contains {
            key = StorableText.of(key);
            part = StorableText.of(part);
        }

        @Override
        public boolean test(Metadata metadata) {
            Object value = metadata.get(key);
            if (value instanceof List<?> list) {
                return list.stream()
                        .anyMatch(element -> element instanceof String text
                                && (ignoreCase ? folded(text).equals(folded(part)) : text.equals(part)));
            }
            return value instanceof String text
                    && (ignoreCase ? folded(text).contains(folded(part)) : text.contains(part));
        }

        /**
         * {@return the text as {@code icontains} compares it}
         *
         * @param text any text
         */
        public static String folded(String text) {
            return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        }
    }

    /** {@return a filter that admits everything} */
    static Filter all() {
        return new And(List.of());
    }

    /**
     * {@return a filter that holds if all conditions do}
     *
     * @param filters the conditions
     */
    static Filter and(Filter... filters) {
        return new And(List.of(filters));
    }

    /**
     * {@return a filter that holds if at least one condition does}
     *
     * @param filters the conditions
     */
    static Filter or(Filter... filters) {
        return new Or(List.of(filters));
    }

    /**
     * {@return a filter that holds if the condition does not}
     *
     * @param filter the condition
     */
    static Filter not(Filter filter) {
        return new Not(filter);
    }

    /**
     * {@return a filter that holds if the key is present}
     *
     * @param key the metadata key
     */
    static Filter exists(String key) {
        return new Exists(key);
    }

    /**
     * {@return a filter that holds if the key's value equals the given value}
     *
     * @param key the metadata key
     * @param value a string, number or boolean
     */
    static Filter eq(String key, Object value) {
        return new In(key, List.of(value));
    }

    /**
     * {@return a filter that holds if the key is missing or its value differs from the given value}
     *
     * @param key the metadata key
     * @param value a string, number or boolean
     */
    static Filter ne(String key, Object value) {
        return new Not(eq(key, value));
    }

    /**
     * {@return a filter that holds if the key's value equals one of the given values}
     *
     * @param key the metadata key
     * @param values strings, numbers or booleans
     */
    static Filter in(String key, List<?> values) {
        return new In(key, List.copyOf(values));
    }

    /**
     * {@return a filter that holds if the key is missing or its value equals none of the given values}
     *
     * @param key the metadata key
     * @param values strings, numbers or booleans
     */
    static Filter nin(String key, List<?> values) {
        return new Not(in(key, values));
    }

    /**
     * {@return a filter that holds if the key's value is greater than the bound}
     *
     * @param key the metadata key
     * @param bound a string or number
     */
    static Filter gt(String key, Object bound) {
        return new Range(key, Comparison.GT, bound);
    }

    /**
     * {@return a filter that holds if the key's value is greater than or equal to the bound}
     *
     * @param key the metadata key
     * @param bound a string or number
     */
    static Filter gte(String key, Object bound) {
        return new Range(key, Comparison.GTE, bound);
    }

    /**
     * {@return a filter that holds if the key's value is less than the bound}
     *
     * @param key the metadata key
     * @param bound a string or number
     */
    static Filter lt(String key, Object bound) {
        return new Range(key, Comparison.LT, bound);
    }

    /**
     * {@return a filter that holds if the key's value is less than or equal to the bound}
     *
     * @param key the metadata key
     * @param bound a string or number
     */
    static Filter lte(String key, Object bound) {
        return new Range(key, Comparison.LTE, bound);
    }

    /**
     * {@return a filter that holds if the key's value contains the given text}
     *
     * @param key the metadata key
     * @param part the text to look for
     */
    static Filter contains(String key, String part) {
        return new Contains(key, part, false);
    }

    /**
     * {@return a filter that holds if the key's value contains the given text, ignoring case}
     *
     * @param key the metadata key
     * @param part the text to look for
     */
    static Filter icontains(String key, String part) {
        return new Contains(key, part, true);
    }

    private static Object normalised(String key, @Nullable Object value) {
        Object kept = Objects.requireNonNull(
                Metadata.of(key, Objects.requireNonNull(value)).get(key));
        if (kept instanceof List<?>) {
            throw new InvalidInputException(
                    "'" + key + "' is compared with a list. Compare with its elements: a list in"
                            + " metadata fulfils a condition if one of its elements does.");
        }
        return kept;
    }

    private static List<?> elements(@Nullable Object value) {
        return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
    }
}
