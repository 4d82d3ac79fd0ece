// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import dev.memoir.samples.server.ServerSettings.Datasource;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

@NeedsServer(TestServer.POSTGRES)
class PostgresCallHistoryTest extends CallHistoryContract {

    /** The schema of the server's tables has a fixed name, so the tests have a database of their own. */
    private static final String NAME = "calls_" + UUID.randomUUID().toString().replace("-", "");

    private static boolean created;

    @Override
    ServerDatabase open() {
        if (!created) {
            execute("create database " + NAME);
            created = true;
        }
        TestServer server = TestServer.POSTGRES;
        String url = "jdbc:postgresql://" + server.uri().getHost() + ":"
                + server.uri().getPort() + "/" + NAME;
        ServerDatabase database =
                ServerDatabase.open(settings(null, new Datasource(url, server.user(), server.password())));
        database.client().sql("delete from call_history").update();
        return database;
    }

    @AfterAll
    static void drop() {
        if (created) {
            execute("drop database " + NAME);
        }
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
