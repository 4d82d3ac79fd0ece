/**
 * The server's own tables: tenants, keys, audit log. {@link ServerDatabase} opens them, in a SQLite file or in the
 * schema {@code memoir_server} of a PostgreSQL database, and migrates them with Flyway
 * ({@code db/memoir-server/V*.sql}).
 *
 * <p>The scripts and all statements are portable between both databases: times are milliseconds since 1970, booleans
 * 0 or 1, and {@code ${serial}} declares a generated key.
 */
@NullMarked
package dev.memoir.samples.server.database;

import org.jspecify.annotations.NullMarked;
