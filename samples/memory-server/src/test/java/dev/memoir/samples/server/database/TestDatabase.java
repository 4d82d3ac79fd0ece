// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.database;

import dev.memoir.samples.server.ServerSettings.Datasource;
import dev.memoir.testing.server.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A PostgreSQL database of a test's own, because the schema of the server's tables has a fixed name. */
public final class TestDatabase implements AutoCloseable {

    private final String name = "server_" + UUID.randomUUID().toString().replace("-", "");

    public TestDatabase() {
        execute("create database " + name);
    }

    public Datasource datasource() {
        TestServer server = TestServer.POSTGRES;
        return new Datasource(
                "jdbc:postgresql://" + server.uri().getHost() + ":"
                        + server.uri().getPort() + "/" + name,
                server.user(),
                server.password());
    }

    @Override
    public void close() {
        execute("drop database " + name);
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(TestServer.POSTGRES.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
