// SPDX-License-Identifier: Apache-2.0
package dev.memoir.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.index.pgvector.PgVectorIndex;
import dev.memoir.ledger.jdbc.PostgresLedger;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An application with requests that hold connections of its pool while they wait for the memory in the same database.
 */
@NeedsServer(TestServer.POSTGRES)
class ApplicationPoolTest {

    private static final Scope ZOE = Scope.user("zoe");
    private static final int POOL = 10;
    private static final int REQUESTS = 12;

    /** The time limit of a search before a turn. */
    private static final Duration RECALL = Duration.ofSeconds(5);

    private final TestDatabase database = new TestDatabase();
    private final HikariConfig settings = new HikariConfig();
    private HikariDataSource application;

    @BeforeEach
    void configure() {
        settings.setJdbcUrl(TestServer.POSTGRES.jdbcUrl());
        settings.setMaximumPoolSize(POOL);
        settings.setPoolName("application");
    }

    @AfterEach
    void drop() {
        if (application != null) {
            application.close();
        }
        database.close();
    }

    private LongTermMemory open(DataSource source) {
        return LongTermMemory.builder()
                .ledger(PostgresLedger.builder(source).schema(database.schema()).build())
                .index(PgVectorIndex.builder(source).schema(database.schema()).build())
                .embedder(new WordEmbedder())
                .open();
    }

    @Test
    void requests_that_hold_all_connections_of_the_pool_still_search_in_time_and_store() throws Exception {
        application = new HikariDataSource(settings);
        try (LongTermMemory memory = open(application)) {
            holdAndTalk(memory, application);
        }
        assertThat(application.isClosed()).isFalse();
    }

    @Test
    void the_same_holds_for_a_data_source_with_unknown_settings() throws Exception {
        application = new HikariDataSource(settings);
        DataSource wrapped = wrapped(application);
        try (LongTermMemory memory = open(wrapped)) {
            memory.add(ZOE, Turn.user("I am Zoe."));
            holdAndTalk(memory, wrapped);
        }
        await().untilAsserted(() -> assertThat(application.getHikariPoolMXBean().getActiveConnections())
                .as("given back")
                .isZero());
    }

    @Test
    void settings_for_the_applications_statements_do_not_affect_the_memory() {
        settings.setAutoCommit(false);
        settings.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        settings.setMaximumPoolSize(1);
        settings.setRegisterMbeans(true);
        application = new HikariDataSource(settings);
        try (LongTermMemory memory = open(application)) {
            memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
            assertThat(memory.search(ZOE, "Where does my sister live?").context())
                    .contains("Lisbon");
            assertThat(memory.forget(ZOE).isEmpty()).isFalse();
        }
        assertThat(application.isAutoCommit()).isFalse();
    }

    @Test
    void a_password_changed_at_run_time_is_followed() {
        application = new HikariDataSource(settings);
        try (HikariDataSource pool = DedicatedPool.of(application, "memoir-test")) {
            application.setPassword("second");
            assertThat(pool.getCredentialsProvider().getCredentials().getPassword())
                    .isEqualTo("second");
        }
    }

    @Test
    void a_subclass_with_its_own_way_to_connect_provides_the_connections() {
        settings.setMinimumIdle(0);
        try (HikariDataSource own = new HikariDataSource(settings) {};
                HikariDataSource pool = DedicatedPool.of(own, "memoir-test")) {
            assertThat(pool.getDataSource()).isSameAs(own);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(DedicatedPool.RESERVED);
        }
    }

    private static void holdAndTalk(LongTermMemory memory, DataSource source) throws Exception {
        memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
        ExecutorService requests = Executors.newFixedThreadPool(REQUESTS);
        try {
            List<Future<Duration>> recalls = new ArrayList<>();
            for (int request = 0; request < REQUESTS; request++) {
                int number = request;
                recalls.add(requests.submit(() -> talk(memory, source, number)));
            }
            for (Future<Duration> recall : recalls) {
                assertThat(recall.get(60, TimeUnit.SECONDS)).isLessThan(RECALL);
            }
        } finally {
            requests.shutdownNow();
        }
        assertThat(memory.listTurns(ListRequest.builder(ZOE).limit(100).build()).items())
                .extracting(turn -> turn.text())
                .contains("I own lamp 0.", "I own lamp " + (REQUESTS - 1) + ".")
                .hasSizeGreaterThan(REQUESTS);
    }

    private static Duration talk(LongTermMemory memory, DataSource source, int number) throws Exception {
        try (Connection held = source.getConnection()) {
            // Wait until every connection of the pool is held.
            Thread.sleep(300);
            long started = System.nanoTime();
            assertThat(memory.search(ZOE, "Where does my sister live?").context())
                    .contains("Lisbon");
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            memory.add(ZOE, Turn.user("I own lamp " + number + "."));
            assertThat(held.isValid(5)).isTrue();
            return took;
        }
    }

    /** A proxy like those that libraries put around a pool for logging or tracing. */
    private static DataSource wrapped(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(source, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
