// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row to insert unless its key exists, in which case the existing row is kept or updated.
 *
 * <p>In expressions, the table's own name qualifies the columns of the existing row and {@code excluded} those of the
 * row that was to be inserted: {@code tokens = spending.tokens + excluded.tokens}.
 *
 * @param table the name of the table, without a qualifier
 * @param values the expression of each column of the new row, in order: a parameter or a constant
 * @param key the columns of a unique key, each of which has a value
 * @param updates the new expression of each column to update in an existing row; empty if it is kept
 * @param updatedIf the condition on an existing row under which it is updated; empty if it always is
 * @param required the row without which nothing is written, if any
 */
public record Upsert(
        String table,
        Map<String, String> values,
        List<String> key,
        Map<String, String> updates,
        Optional<String> updatedIf,
        Optional<RequiredRow> required) {

    private static final Pattern EXCLUDED = Pattern.compile("\\bexcluded\\.(\\w+)");

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a column of the key has no value
     */
    public Upsert {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        key = List.copyOf(key);
        updates = Collections.unmodifiableMap(new LinkedHashMap<>(updates));
        if (key.isEmpty() || !values.keySet().containsAll(key)) {
            throw new IllegalArgumentException("Each column of the key " + key + " of " + table
                    + " needs a value, which " + values.keySet() + " do not all have.");
        }
    }

    /**
     * A row of another table without which nothing is written.
     *
     * @param table the name of the table, without a qualifier
     * @param condition the condition that at most one row meets
     */
    public record RequiredRow(String table, String condition) {}

    /**
     * {@return the updates for databases that do not know {@code excluded}}
     *
     * @param proposed returns what stands for a column of the row that was to be inserted
     */
    public Map<String, String> updates(UnaryOperator<String> proposed) {
        Map<String, String> renamed = new LinkedHashMap<>();
        updates.forEach((column, expression) -> renamed.put(
                column,
                EXCLUDED.matcher(expression)
                        .replaceAll((MatchResult name) ->
                                Matcher.quoteReplacement(Objects.requireNonNull(proposed.apply(name.group(1)))))));
        return renamed;
    }

    /**
     * {@return a builder}
     *
     * @param table the name of the table, without a qualifier
     */
    public static Builder builder(String table) {
        return new Builder(table);
    }

    /** Builds an {@link Upsert}. Not thread-safe. */
    public static final class Builder {

        private final String table;
        private final Map<String, String> values = new LinkedHashMap<>();
        private List<String> key = List.of();
        private final Map<String, String> updates = new LinkedHashMap<>();
        private Optional<String> updatedIf = Optional.empty();
        private Optional<RequiredRow> required = Optional.empty();

        private Builder(String table) {
            this.table = table;
        }

        /**
         * {@return this}
         *
         * @param column a column of the new row
         * @param expression its value: a parameter or a constant
         */
        public Builder value(String column, String expression) {
            values.put(column, expression);
            return this;
        }

        /**
         * {@return this, with columns whose values are the parameters of the same names}
         *
         * @param columns columns of the new row
         */
        public Builder parameters(String... columns) {
            for (String column : columns) {
                value(column, ":" + column);
            }
            return this;
        }

        /** {@return this, with the columns of a scope: the parameters {@code user}, {@code agent} and {@code run}} */
        public Builder scope() {
            return value("user_id", ":user").value("agent_id", ":agent").value("run_id", ":run");
        }

        /**
         * {@return this}
         *
         * @param columns the columns of a unique key of the table
         */
        public Builder key(String... columns) {
            key = List.of(columns);
            return this;
        }

        /**
         * {@return this}
         *
         * @param column a column to update if the row exists
         * @param expression its new value
         */
        public Builder update(String column, String expression) {
            updates.put(column, expression);
            return this;
        }

        /**
         * {@return this}
         *
         * @param condition the condition on an existing row under which it is updated
         */
        public Builder updatedIf(String condition) {
            updatedIf = Optional.of(condition);
            return this;
        }

        /**
         * {@return this}
         *
         * @param table a table without whose row nothing is written
         * @param condition the condition that at most one of its rows meets
         */
        public Builder requires(String table, String condition) {
            required = Optional.of(new RequiredRow(table, condition));
            return this;
        }

        /**
         * {@return the upsert}
         *
         * @throws IllegalArgumentException if a column of the key has no value
         */
        public Upsert build() {
            return new Upsert(table, values, key, updates, updatedIf, required);
        }
    }
}
