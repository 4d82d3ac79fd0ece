// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import dev.memoir.Filter;
import dev.memoir.Filter.Contains;
import dev.memoir.Filter.Range;
import java.math.BigDecimal;
import java.util.List;

/**
 * Translates a filter to a condition that is true or false for each document, with the semantics of {@link
 * Filter#test}. Numbers are compared as exact decimals, text by code point, and a value of another type counts as
 * missing.
 */
final class FilterSql {

    private static final String OTHERWISE = " ELSE FALSE END";

    private FilterSql() {}

    static SqlBuilder of(Filter filter) {
        if (filter instanceof Filter.And and) {
            return joined(and.filters(), " AND ", "TRUE");
        }
        if (filter instanceof Filter.Or or) {
            return joined(or.filters(), " OR ", "FALSE");
        }
        if (filter instanceof Filter.Not not) {
            return new SqlBuilder().add("NOT (").then(of(not.filter())).add(")");
        }
        if (filter instanceof Filter.Exists exists) {
            return new SqlBuilder().add("d.metadata -> ? IS NOT NULL", exists.key());
        }
        if (filter instanceof Filter.In in) {
            Object values =
                    in.values().stream().map(ComparableMetadataJson::value).toArray(String[]::new);
            return new SqlBuilder()
                    .add("EXISTS (SELECT 1 FROM ")
                    .then(elements("d.metadata", in.key()))
                    .add(" WHERE element = ANY (CAST(? AS JSONB[])))", values);
        }
        return filter instanceof Range range ? range(range) : contains((Contains) filter);
    }

    private static SqlBuilder joined(List<Filter> filters, String by, String none) {
        SqlBuilder all = new SqlBuilder().add("(" + none);
        filters.forEach(filter -> all.add(by).then(of(filter)));
        return all.add(")");
    }

    private static SqlBuilder range(Range range) {
        String side =
                switch (range.comparison()) {
                    case GT -> ">";
                    case GTE -> ">=";
                    case LT -> "<";
                    case LTE -> "<=";
                };
        if (range.bound() instanceof Number number) {
            return any(range.key())
                    .add(
                            "CASE WHEN jsonb_typeof(element) = 'number' THEN CAST(element #>> '{}' AS NUMERIC) " + side
                                    + " ?" + OTHERWISE + ")",
                            exact(number));
        }
        return any(range.key())
                .add(
                        "CASE WHEN jsonb_typeof(element) = 'string' THEN (element #>> '{}') COLLATE \"C\" " + side
                                + " ?" + OTHERWISE + ")",
                        range.bound());
    }

    private static SqlBuilder any(String key) {
        return new SqlBuilder()
                .add("EXISTS (SELECT 1 FROM ")
                .then(elements("d.metadata", key))
                .add(" WHERE ");
    }

    /** The elements of a list, any other value as a single element, nothing if there is no value. */
    private static SqlBuilder elements(String column, String key) {
        return new SqlBuilder()
                .add(
                        "jsonb_array_elements(CASE WHEN jsonb_typeof(" + column + " -> ?) = 'array' THEN " + column
                                + " -> ?",
                        key,
                        key)
                .add(
                        " WHEN " + column + " -> ? IS NULL THEN '[]' ELSE jsonb_build_array(" + column + " -> ?) END)"
                                + " AS elements (element)",
                        key,
                        key);
    }

    /** Java folds the case when a document is stored: a database folds by its locale. */
    private static SqlBuilder contains(Contains contains) {
        String in = contains.ignoreCase() ? "d.folded" : "d.metadata";
        String part = contains.ignoreCase() ? Contains.folded(contains.part()) : contains.part();
        return new SqlBuilder()
                .add("CASE jsonb_typeof(" + in + " -> ?) WHEN 'string' THEN", contains.key())
                .add(" strpos((" + in + " ->> ?) COLLATE \"C\", ?) > 0", contains.key(), part)
                .add(" WHEN 'array' THEN " + in + " -> ? @> to_jsonb(CAST(? AS TEXT))", contains.key(), part)
                .add(OTHERWISE);
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }
}
