// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.database;

import dev.memoir.samples.server.ServerSettings;
import dev.memoir.samples.server.ServerSettings.Datasource;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A PostgreSQL database of a test's own, because the schema of the server's tables has a fixed name. */
public final class TestDatabase implements AutoCloseable {

    private final String name = "server_" + UUID.randomUUID().toString().replace("-", "");

    public TestDatabase() {
        execute("create database " + name);
    }

    /** {@return the server's tables in this database, with connections of their own} */
    public ServerDatabase open() {
        TestServer server = TestServer.POSTGRES;
        String url = "jdbc:postgresql://" + server.uri().getHost() + ":"
                + server.uri().getPort() + "/" + name;
        return ServerDatabase.open(settings(null, new Datasource(url, server.user(), server.password())));
    }

    /** {@return the server's tables in an SQLite file of a directory} */
    public static ServerDatabase open(Path directory) {
        return ServerDatabase.open(settings(directory, new Datasource(null, null, null)));
    }

    private static ServerSettings settings(@Nullable Path directory, Datasource datasource) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                directory,
                datasource,
                "UTC",
                List.of(),
                List.of(),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(1),
                0,
                1,
                Duration.ofDays(90),
                null);
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
