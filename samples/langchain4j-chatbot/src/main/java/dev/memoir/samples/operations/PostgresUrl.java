// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.operations;

import dev.memoir.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * The address of a PostgreSQL database with its credentials, from a JDBC URL or one of libpq
 * ({@code postgresql://user:password@host/db}). Messages never quote a URL, which may contain a password.
 *
 * @param jdbc the JDBC URL
 * @param user the database user
 * @param password the user's password
 */
record PostgresUrl(String jdbc, String user, String password) {

    private static final String JDBC = "jdbc:postgresql:";

    /**
     * {@return the address}
     *
     * @param url the URL
     * @param user the user, unless the URL names one
     * @param password the password, unless the URL names one
     */
    static PostgresUrl of(String url, String user, String password) {
        if (url.startsWith(JDBC)) {
            return new PostgresUrl(url, user, password);
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw invalid();
        }
        try {
            URI uri = new URI(url);
            if (uri.getHost() == null) {
                throw invalid();
            }
            String[] credentials = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            String jdbc = JDBC + "//" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                    + uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            return new PostgresUrl(
                    jdbc,
                    credentials.length > 0 ? decoded(credentials[0]) : user,
                    credentials.length > 1 ? decoded(credentials[1]) : password);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static InvalidInputException invalid() {
        return new InvalidInputException("The value of --datasource is not the URL of a PostgreSQL database. Use"
                + " jdbc:postgresql://host:5432/database or postgresql://host:5432/database.");
    }
}
