// SPDX-License-Identifier: Apache-2.0
package dev.memoir.testing.server;

import java.net.URI;
import java.util.Optional;

/** A server for tests, configured by an environment variable. */
public enum TestServer {
    /** Chroma 1.0 or later, such as {@code http://localhost:8000}. */
    CHROMA("MEMOIR_TEST_CHROMA"),

    /** PostgreSQL with pgvector, such as {@code postgresql://user:password@localhost:5432/database}. */
    POSTGRES("MEMOIR_TEST_POSTGRES");

    private final String variable;

    TestServer(String variable) {
        this.variable = variable;
    }

    String variable() {
        return variable;
    }

    Optional<String> named() {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
    }

    /** {@return the address of the server} */
    public URI uri() {
        return URI.create(named().orElseThrow(() -> new IllegalStateException(variable + " is not set")));
    }

    /** {@return the user in the address} */
    public String user() {
        return uri().getUserInfo().split(":", 2)[0];
    }

    /** {@return the password in the address} */
    public String password() {
        return uri().getUserInfo().split(":", 2)[1];
    }

    /** {@return the database in the address} */
    public String database() {
        return uri().getPath().substring(1);
    }

    /** {@return the JDBC URL, with user and password} */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + uri().getHost() + ":" + uri().getPort() + "/" + database() + "?user=" + user()
                + "&password=" + password();
    }
}
