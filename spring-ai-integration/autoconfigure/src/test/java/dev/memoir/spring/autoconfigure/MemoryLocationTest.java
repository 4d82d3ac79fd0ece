// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.SearchResult;
import dev.memoir.StoredTurn;
import dev.memoir.Turn;
import dev.memoir.spring.LongTermMemoryAdvisor;
import dev.memoir.spring.ScriptedModel;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** An application's memory in PostgreSQL. */
@NeedsServer(TestServer.POSTGRES)
class MemoryLocationTest {

    private static final Scope ZOE = Scope.user("zoe");

    private final TestDatabase database = new TestDatabase();

    @TempDir
    private Path directory;

    @AfterEach
    void drop() {
        database.close();
    }

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(ChatClientAutoConfiguration.class, MemoirAutoConfiguration.class))
                .withPropertyValues("memoir.datasource.schema=" + database.schema());
    }

    private static String recalled(LongTermMemory memory) {
        return memory.search(ZOE, "Where does my sister live?").context();
    }

    @Test
    void the_applications_database_has_the_memory_and_several_applications_share_it() {
        ApplicationContextRunner sharing = application()
                // It belongs to the test: an application that ends does not close it.
                .withBean(DataSource.class, database::source, bean -> bean.setDestroyMethodName(""))
                .withPropertyValues("memoir.datasource.application=true");
        sharing.run(one -> sharing.run(other -> {
            assertThat(one).hasNotFailed();
            assertThat(other).hasNotFailed();
            one.getBean(LongTermMemory.class).add(ZOE, Turn.user("My sister moved to Lisbon."));
            assertThat(recalled(other.getBean(LongTermMemory.class))).contains("Lisbon");
        }));
        assertThat(database.query("SELECT text FROM " + database.schema() + ".turn"))
                .isEqualTo("My sister moved to Lisbon.");
    }

    @Test
    void a_url_names_a_database_of_its_own_and_a_directory_the_place_of_the_index() {
        application()
                .withPropertyValues(
                        "memoir.directory=" + directory,
                        "memoir.datasource.url=" + TestServer.POSTGRES.jdbcUrl(),
                        "memoir.datasource.username=" + TestServer.POSTGRES.user(),
                        "memoir.datasource.password=" + TestServer.POSTGRES.password(),
                        "memoir.datasource.table-prefix=app_")
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
                    assertThat(recalled(memory)).contains("Lisbon");
                });
        assertThat(directory.resolve("index")).isDirectory();
        assertThat(directory.resolve("ledger.db")).doesNotExist();
        assertThat(database.query("SELECT text FROM " + database.schema() + ".app_turn"))
                .contains("Lisbon");
    }

    @Test
    void requests_that_hold_every_connection_of_the_pool_recall_in_time_and_are_stored() {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(TestServer.POSTGRES.jdbcUrl());
        settings.setMaximumPoolSize(10);
        application()
                .withBean(DataSource.class, () -> new LazyConnectionDataSourceProxy(new HikariDataSource(settings)))
                .withBean(ChatModel.class, () -> ScriptedModel.says("Yes."))
                .withPropertyValues("memoir.datasource.application=true", "memoir.extraction.enabled=false")
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
                    ChatClient client =
                            context.getBean(ChatClient.Builder.class).build();
                    DataSource source = context.getBean(DataSource.class);
                    ExecutorService requests = Executors.newFixedThreadPool(12);
                    List<Future<SearchResult>> answers = IntStream.range(0, 12)
                            .mapToObj(number -> requests.submit(() -> answered(client, source, number)))
                            .toList();
                    for (Future<SearchResult> answer : answers) {
                        SearchResult recollection = answer.get(60, TimeUnit.SECONDS);
                        assertThat(recollection).as("in time").isNotNull();
                        assertThat(recollection.hits()).isNotEmpty();
                    }
                    requests.shutdown();
                    context.getBean(LongTermMemoryAdvisor.class).close();
                    assertThat(memory.listTurns(
                                            ListRequest.builder(ZOE).limit(100).build())
                                    .items())
                            .extracting(StoredTurn::text)
                            .filteredOn(text -> text.startsWith("Where does my sister live"))
                            .hasSize(12);
                    HikariDataSource pool = source.unwrap(HikariDataSource.class);
                    assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                            .isZero();
                    pool.close();
                });
    }

    /** A request in a transaction that stays open while the model is called. */
    private static SearchResult answered(ChatClient client, DataSource source, int number) throws Exception {
        try (Connection held = source.getConnection();
                Statement statement = held.createStatement()) {
            statement.execute("SELECT 1");
            // Until all connections of the pool are held.
            Thread.sleep(300);
            ChatClientResponse response = client.prompt("Where does my sister live? " + number)
                    .advisors(advisor -> advisor.param(LongTermMemoryAdvisor.USER_ID, "zoe"))
                    .call()
                    .chatClientResponse();
            return (SearchResult) response.context().get(LongTermMemoryAdvisor.SEARCH_RESULT);
        }
    }

    @Test
    void a_datasource_that_chooses_a_database_has_the_memory_in_its_default_or_says_that_it_has_none() {
        application()
                .withBean(DataSource.class, () -> new Routing(database.source()))
                .withPropertyValues("memoir.datasource.application=true")
                .run(context -> {
                    LongTermMemory memory = context.getBean(LongTermMemory.class);
                    memory.add(ZOE, Turn.user("My sister moved to Lisbon."));
                    assertThat(recalled(memory)).contains("Lisbon");
                });
        application()
                .withBean(DataSource.class, () -> new Routing(null))
                .withPropertyValues("memoir.datasource.application=true")
                .run(context -> assertThat(root(context.getStartupFailure()))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("memoir.datasource.url")
                        .hasMessageContaining("default"));
    }

    /** Has only its default database while no request names one. */
    private static final class Routing extends AbstractRoutingDataSource {

        Routing(@Nullable DataSource chosen) {
            if (chosen != null) {
                setDefaultTargetDataSource(chosen);
            }
            setTargetDataSources(Map.of());
        }

        @Override
        protected @Nullable Object determineCurrentLookupKey() {
            return null;
        }
    }

    @Test
    void without_a_datasource_the_failure_names_what_to_define() {
        application().withPropertyValues("memoir.datasource.application=true").run(context -> {
            assertThat(context).hasFailed();
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> {
                        throw root(context.getStartupFailure());
                    })
                    .withMessageContaining("memoir.datasource.url");
        });
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
