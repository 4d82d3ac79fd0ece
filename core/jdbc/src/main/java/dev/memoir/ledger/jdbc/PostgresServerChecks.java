// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.inspection.CheckResult;
import dev.memoir.jdbc.InspectionConnection;
import dev.memoir.jdbc.PostgresTables;
import java.sql.SQLException;

/**
 * Checks a PostgreSQL server for a ledger.
 *
 * @param server the connection
 * @param location the location of the ledger's tables
 */
record PostgresServerChecks(InspectionConnection server, PostgresTables location) {

    /** Supported by its developers until November 2027; tests run on 17. */
    private static final int OLDEST = 15;

    /** Two pools of ten: one of the ledger, one of the index, if both are given a URL. */
    private static final int POOLS = 20;

    CheckResult version() throws SQLException {
        int number = server.one("SELECT current_setting('server_version_num')::int", row -> row.getInt(1));
        int major = number / 10_000;
        boolean replica = server.one(
                "SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on'",
                row -> row.getBoolean(1));
        String message = "PostgreSQL " + major + "." + number % 10_000 + " answers";
        CheckResult result;
        if (replica) {
            result = CheckResult.problem(
                    "server", message + ", but is read-only.", "Connect to the primary: a memory has to write.");
        } else if (major < OLDEST) {
            result = CheckResult.warning(
                    "server",
                    message + ". Its developers no longer support this version, and Memoir is not tested on it.",
                    "Upgrade the server to " + OLDEST + " or later.");
        } else {
            result = CheckResult.ok("server", message + ".");
        }
        return result.with("version", number);
    }

    CheckResult connections() throws SQLException {
        long free = server.one("""
                SELECT LEAST(
                    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                        - (SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
                    (SELECT CASE WHEN datconnlimit < 0 THEN 2147483647 ELSE datconnlimit
                        - (SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()) END
                        FROM pg_database WHERE datname = current_database()),
                    (SELECT CASE WHEN rolconnlimit < 0 THEN 2147483647 ELSE rolconnlimit
                        - (SELECT COUNT(*) FROM pg_stat_activity WHERE usename = current_user) END
                        FROM pg_roles WHERE rolname = current_user))
                """, row -> row.getLong(1));
        String message = "The server accepts " + Math.max(0, free) + " more connections of this user.";
        CheckResult result = free >= POOLS
                ? CheckResult.ok("connections", message)
                : CheckResult.warning(
                        "connections",
                        message,
                        "Each application uses up to " + POOLS + ": ten for the ledger and ten for the index. Raise"
                                + " max_connections or the limit of the database or user, or give applications a"
                                + " smaller pool as DataSource.");
        return result.with("free", free);
    }

    /** {@return the result for a schema that exists} */
    CheckResult privileges() throws SQLException {
        String tables = location.prefix().replace("_", "\\_") + "%";
        String denied = server.one(
                """
                SELECT string_agg(what, ', ') FROM (
                    SELECT 'USAGE on the schema ' || s AS what FROM (SELECT ?::text AS s) given
                        WHERE NOT has_schema_privilege(s, 'USAGE')
                    UNION ALL SELECT 'CREATE on the schema ' || s FROM (SELECT ?::text AS s) given
                        WHERE NOT has_schema_privilege(s, 'CREATE')
                    UNION ALL SELECT p.privilege || ' on ' || COUNT(*) || ' tables' FROM pg_class c
                        JOIN pg_namespace n ON n.oid = c.relnamespace
                        CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) p (privilege)
                        WHERE n.nspname = ? AND c.relkind = 'r' AND c.relname LIKE ?
                        AND NOT has_table_privilege(c.oid, p.privilege) GROUP BY p.privilege) denied
                """, row -> row.getString(1), location.schema(), location.schema(), location.schema(), tables);
        return denied == null
                ? CheckResult.ok("privileges", "The user may read, write and migrate the tables.")
                : CheckResult.problem(
                        "privileges",
                        "The user lacks privileges: " + denied + ".",
                        "Grant them, or let the user own the schema and its tables. CREATE is needed when a new version"
                                + " of Memoir migrates the tables.");
    }

    /** {@return the result for a schema or a ledger that does not exist} */
    CheckResult missing() throws SQLException {
        boolean schema = server.one(
                "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ?)",
                row -> row.getBoolean(1),
                location.schema());
        boolean create = schema
                ? server.one("SELECT has_schema_privilege(?, 'CREATE')", row -> row.getBoolean(1), location.schema())
                : server.one("SELECT has_database_privilege(current_database(), 'CREATE')", row -> row.getBoolean(1));
        String what = schema
                ? "The schema " + location.schema() + " contains no ledger"
                        + (location.prefix().isEmpty() ? "." : " with the table prefix " + location.prefix() + ".")
                : "The database has no schema " + location.schema() + ".";
        return CheckResult.problem(
                "schema",
                what,
                "Check the database, the schema and the table prefix. An application creates the tables when it opens"
                        + " the memory; this user may " + (create ? "" : "not ") + "create them.");
    }
}
