// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.InvalidInputException;
import dev.memoir.TimeZoneParser;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings of the server: {@code memoir.server.*}, or the environment variables {@code MEMOIR_SERVER_*}.
 *
 * @param host the address to listen on; only this machine by default
 * @param port the port, 0 for any free port
 * @param directory the directory of the server's data; with PostgreSQL, of Lucene indexes if pgvector is missing
 * @param datasource the PostgreSQL database, if there is one
 * @param zone the time zone of "today" for turns and queries that name none
 * @param allowedHosts further host names under which the server may be called without keys
 * @param corsOrigins the origins of other sites whose pages may call the server with a key; none by default
 * @param maxBody the maximum size of a request's body
 * @param maxImport the maximum size of an import's body
 * @param rate the maximum average number of requests per second of one key; 0 for no limit
 * @param burst the maximum number of requests of one key at once
 * @param auditRetention how long entries of the audit log are kept
 * @param adminKey a key, chosen by the operator, that administers the tenant {@code default}; null for none
 */
@ConfigurationProperties("memoir.server")
public record ServerSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8080") int port,
        @Nullable Path directory,
        @DefaultValue Datasource datasource,
        @DefaultValue("UTC") String zone,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue List<String> corsOrigins,
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("1GB") DataSize maxImport,
        @DefaultValue("100") double rate,
        @DefaultValue("200") int burst,
        @DefaultValue("90d") Duration auditRetention,
        @Nullable String adminKey) {

    /**
     * A PostgreSQL database.
     *
     * @param url the JDBC URL, or {@code postgresql://user:password@host/database}; null for embedded storage
     * @param username the database user, unless the URL names it
     * @param password the password, unless the URL has it
     */
    public record Datasource(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {

        /** {@return this database with a JDBC URL that contains no credentials} */
        Datasource resolved() {
            if (url == null || url.isBlank()) {
                return new Datasource(null, null, null);
            }
            if (url.startsWith("jdbc:postgresql:")) {
                return new Datasource(url, username == null ? "postgres" : username, password == null ? "" : password);
            }
            if (!url.matches("postgres(ql)?://.+")) {
                throw new InvalidInputException("The data source must be the address of a PostgreSQL database, such as"
                        + " jdbc:postgresql://localhost:5432/app.");
            }
            URI address = URI.create(url);
            String[] login = address.getRawUserInfo() == null
                    ? new String[0]
                    : address.getRawUserInfo().split(":", 2);
            String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
            return new Datasource(
                    "jdbc:postgresql://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                            + address.getRawPath() + query,
                    login.length > 0 ? decoded(login[0]) : username == null ? "postgres" : username,
                    login.length > 1 ? decoded(login[1]) : password == null ? "" : password);
        }

        private static String decoded(String part) {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }

    /** Resolves the database's address. */
    public ServerSettings {
        datasource = datasource.resolved();
        allowedHosts = List.copyOf(allowedHosts);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** {@return the directory of the server's data; {@code ~/.memoir-server} by default} */
    public Path home() {
        return (directory == null || directory.toString().isEmpty()
                        ? Path.of(userHome()).resolve(".memoir-server")
                        : directory)
                .toAbsolutePath();
    }

    /** {@return the time zone} */
    public ZoneId timeZone() {
        return TimeZoneParser.parse(zone);
    }

    /** Returns the home directory. In a container with an unknown user Java finds none, but the shell has one. */
    private static String userHome() {
        String home = System.getenv("HOME");
        return home == null || home.isBlank() ? System.getProperty("user.home") : home;
    }
}
