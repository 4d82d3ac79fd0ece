package dev.memoir.index.pgvector;

import dev.memoir.Filter;
import dev.memoir.Filter.Contains;
import dev.memoir.Filter.Range;
import java.math.BigDecimal;
import java.util.List;

/**
 * Writes a filter as a condition that is true or false of each document, and of the same ones as {@link Filter#test}: numbers
 * are compared as the exact decimals they are, text by code point, and a value of another type is like none.
 */
final class FilterSql {

    private static final String OTHERWISE = " ELSE FALSE END";

    private FilterSql() {}

    static Sql of(Filter filter) {
        if (filter instanceof Filter.And and) {
            return joined(and.filters(), " AND ", "TRUE");
        }
        if (filter instanceof Filter.Or or) {
            return joined(or.filters(), " OR ", "FALSE");
        }
        if (filter instanceof Filter.Not not) {
            return new Sql().add("NOT (").then(of(not.filter())).add(")");
        }
        if (filter instanceof Filter.Exists exists) {
            return new Sql().add("d.metadata -> ? IS NOT NULL", exists.key());
        }
        if (filter instanceof Filter.In in) {
            Object values = in.values().stream().map(MetadataJson::value).toArray(String[]::new);
            return new Sql().add("COALESCE(d.metadata -> ? = ANY (CAST(? AS JSONB[])), FALSE)", in.key(), values);
        }
        return filter instanceof Range range ? range(range) : contains((Contains) filter);
    }

    private static Sql joined(List<Filter> filters, String by, String none) {
        Sql all = new Sql().add("(" + none);
        filters.forEach(filter -> all.add(by).then(of(filter)));
        return all.add(")");
    }

    private static Sql range(Range range) {
        String side =
                switch (range.comparison()) {
                    case GT -> ">";
                    case GTE -> ">=";
                    case LT -> "<";
                    case LTE -> "<=";
                };
        if (range.bound() instanceof Number number) {
            return typed("number", range.key())
                    .add("CAST(d.metadata ->> ? AS NUMERIC) " + side + " ?", range.key(), exact(number))
                    .add(OTHERWISE);
        }
        return typed("string", range.key())
                .add("(d.metadata ->> ?) COLLATE \"C\" " + side + " ?", range.key(), range.bound())
                .add(OTHERWISE);
    }

    /** Case is folded by Java when a document is stored: a database folds by its locale. */
    private static Sql contains(Contains contains) {
        String in = contains.ignoreCase() ? "d.folded" : "d.metadata";
        String part = contains.ignoreCase() ? Contains.folded(contains.part()) : contains.part();
        return typed("string", contains.key())
                .add("strpos((" + in + " ->> ?) COLLATE \"C\", ?) > 0", contains.key(), part)
                .add(OTHERWISE);
    }

    /** What comes after is looked at only where the value is of the type. */
    private static Sql typed(String type, String key) {
        return new Sql().add("CASE WHEN jsonb_typeof(d.metadata -> ?) = '" + type + "' THEN ", key);
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }
}
