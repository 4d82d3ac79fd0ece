// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.api;

import dev.memoir.Filter;
import dev.memoir.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on metadata: either {@code and}, {@code or} or {@code not}, or a {@code key} with an {@code op}.
 *
 * @param and conditions that all hold
 * @param or conditions of which at least one holds
 * @param not a condition that does not hold
 * @param key the key of the metadata
 * @param op how the value compares; {@code EQ} by default
 * @param value the value to compare with
 * @param values the values to compare with, for {@code IN} and {@code NIN}
 */
record FilterQuery(
        @Nullable List<FilterQuery> and,
        @Nullable List<FilterQuery> or,
        @Nullable FilterQuery not,
        @Nullable String key,
        @Nullable Op op,
        @Nullable Object value,
        @Nullable List<Object> values) {

    private static final int DEEPEST = 16;
    private static final int MOST = 200;

    /** How a value compares. */
    enum Op {
        /** The key is present. */
        EXISTS,
        /** Equal. */
        EQ,
        /** Missing, or not equal. */
        NE,
        /** Equal to one of the values. */
        IN,
        /** Missing, or equal to none of the values. */
        NIN,
        /** Greater. */
        GT,
        /** Greater or equal. */
        GTE,
        /** Less. */
        LT,
        /** Less or equal. */
        LTE,
        /** A text that contains the value, or a list with an element that equals it. */
        CONTAINS,
        /** The same, ignoring case. */
        ICONTAINS
    }

    /** {@return the filter; one that admits everything without a query} */
    static Filter of(@Nullable FilterQuery query) {
        if (query == null) {
            return Filter.all();
        }
        if (query.size(0) > MOST) {
            throw new InvalidInputException("The filter has more than " + MOST + " conditions.");
        }
        return query.filter();
    }

    private int size(int depth) {
        if (depth > DEEPEST) {
            throw new InvalidInputException("The filter is nested more than " + DEEPEST + " times.");
        }
        int size = 1;
        for (FilterQuery part : parts()) {
            size += part.size(depth + 1);
        }
        return size;
    }

    private List<FilterQuery> parts() {
        List<FilterQuery> parts = new ArrayList<>();
        Stream.of(and, or).filter(Objects::nonNull).forEach(parts::addAll);
        if (not != null) {
            parts.add(not);
        }
        if (parts.stream().anyMatch(Objects::isNull)) {
            throw new InvalidInputException("A condition of the filter is null.");
        }
        return parts;
    }

    private Filter filter() {
        long forms = Stream.of(and, or, not, key).filter(Objects::nonNull).count();
        if (forms != 1 || (key == null && (op != null || value != null || values != null))) {
            throw new InvalidInputException("A filter has exactly one of and, or, not, and a key with op and value.");
        }
        if (and != null) {
            return new Filter.And(and.stream().map(FilterQuery::filter).toList());
        }
        if (or != null) {
            return new Filter.Or(or.stream().map(FilterQuery::filter).toList());
        }
        return not != null ? Filter.not(not.filter()) : condition(Objects.requireNonNull(key, "checked above"));
    }

    private Filter condition(String name) {
        Op way = op == null ? Op.EQ : op;
        boolean lists = way == Op.IN || way == Op.NIN;
        if ((values != null) != lists || (value != null) == (lists || way == Op.EXISTS)) {
            throw new InvalidInputException("The condition " + way + " needs "
                    + (lists ? "values." : way == Op.EXISTS ? "neither value nor values." : "a value."));
        }
        return switch (way) {
            case EXISTS -> Filter.exists(name);
            case EQ -> Filter.eq(name, given());
            case NE -> Filter.ne(name, given());
            case IN -> Filter.in(name, listed());
            case NIN -> Filter.nin(name, listed());
            case GT -> Filter.gt(name, given());
            case GTE -> Filter.gte(name, given());
            case LT -> Filter.lt(name, given());
            case LTE -> Filter.lte(name, given());
            case CONTAINS -> Filter.contains(name, text());
            case ICONTAINS -> Filter.icontains(name, text());
        };
    }

    private Object given() {
        return Objects.requireNonNull(value, "checked by condition()");
    }

    private List<Object> listed() {
        List<Object> all = Objects.requireNonNull(values, "checked by condition()");
        if (all.stream().anyMatch(Objects::isNull)) {
            throw new InvalidInputException("A value of the filter is null.");
        }
        return all;
    }

    private String text() {
        if (given() instanceof String text) {
            return text;
        }
        throw new InvalidInputException("The condition " + op + " needs a text as its value.");
    }
}
