package dev.memoir.ledger.jdbc;

import dev.memoir.IdGenerator;
import dev.memoir.UuidV7;
import dev.memoir.ledger.Ledger;
import dev.memoir.server.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of a test's own on the server, dropped when it ends. */
final class PostgresSchemas implements AutoCloseable {

    static final IdGenerator IDS = new UuidV7(Clock.systemUTC());

    final String name = "test_" + UUID.randomUUID().toString().replace("-", "");

    static PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestServer.POSTGRES.jdbcUrl());
        return source;
    }

    Ledger open() {
        return PostgresLedger.at(
                        TestServer.POSTGRES.jdbcUrl(), TestServer.POSTGRES.user(), TestServer.POSTGRES.password())
                .schema(name)
                .tablePrefix("mm_")
                .build()
                .open(IDS);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        execute("DROP SCHEMA IF EXISTS " + name + " CASCADE");
    }
}
