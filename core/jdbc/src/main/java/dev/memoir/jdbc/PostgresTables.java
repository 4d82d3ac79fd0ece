// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import dev.memoir.InvalidInputException;
import java.util.regex.Pattern;

/**
 * The location of Memoir's tables in a PostgreSQL database.
 *
 * @param schema the schema of the tables
 * @param prefix the prefix of their names, often empty
 */
public record PostgresTables(String schema, String prefix) {

    /** Names that need no quoting and leave room for Memoir's own within PostgreSQL's 63 bytes. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    private static final Pattern PREFIX = Pattern.compile("([a-z_][a-z0-9_]{0,29})?");

    /**
     * Validates the names, which are part of statements.
     *
     * @throws InvalidInputException if a name would have to be quoted or is too long
     */
    public PostgresTables {
        if (!NAME.matcher(schema).matches()) {
            throw new InvalidInputException(
                    "'" + schema + "' is not a valid schema name. Use at most 40 lower-case letters, digits and"
                            + " underscores, not beginning with a digit.");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidInputException(
                    "'" + prefix + "' is not a valid table prefix. Use at most 30 lower-case letters,"
                            + " digits and underscores, not beginning with a digit.");
        }
    }

    /** {@return the qualifier that precedes a table's name in a statement} */
    public String tables() {
        return schema + "." + prefix;
    }

    /** {@return the location as it appears in messages} */
    public String name() {
        return "in the PostgreSQL schema " + schema;
    }
}
