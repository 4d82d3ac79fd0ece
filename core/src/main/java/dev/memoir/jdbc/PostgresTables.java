package dev.memoir.jdbc;

import dev.memoir.InvalidInputException;
import java.util.regex.Pattern;

/**
 * Where in a database the tables are.
 *
 * @param schema their schema
 * @param prefix what their names begin with, often nothing
 */
public record PostgresTables(String schema, String prefix) {

    /** Names that need no quoting, and leave room for ours within PostgreSQL's 63 bytes. */
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,39}");

    private static final Pattern PREFIX = Pattern.compile("([a-z_][a-z0-9_]{0,29})?");

    /**
     * Checks the names, which stand in statements.
     *
     * @throws InvalidInputException if one would have to be quoted, or is too long
     */
    public PostgresTables {
        if (!NAME.matcher(schema).matches()) {
            throw new InvalidInputException("'" + schema + "' is no schema for a memory. Small letters, digits and"
                    + " underscores are taken, 40 at most, a digit not first.");
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidInputException("'" + prefix + "' is no prefix for a memory's tables. Small letters, digits"
                    + " and underscores are taken, 30 at most, a digit not first.");
        }
    }

    /** {@return what stands before a table's name in a statement} */
    public String tables() {
        return schema + "." + prefix;
    }

    /** {@return how messages name it} */
    public String name() {
        return "in the PostgreSQL schema " + schema;
    }
}
