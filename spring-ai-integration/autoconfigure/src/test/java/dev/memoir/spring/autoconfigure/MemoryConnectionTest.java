// SPDX-License-Identifier: Apache-2.0
package dev.memoir.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.embed.Embedder;
import dev.memoir.testing.WordEmbedder;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The address of the memory's separate database, if something other than the properties knows it. */
class MemoryConnectionTest {

    private static final Scope ZOE = Scope.user("zoe");

    @TempDir
    private Path directory;

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ServiceConnectionAutoConfiguration.class, MemoirAutoConfiguration.class))
            .withBean(Embedder.class, WordEmbedder::new);

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void connection_details_replace_the_address_of_the_properties() {
        written(application.withBean(MemoirConnectionDetails.class, Details::new));
    }

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void a_container_with_a_service_connection_replaces_the_address_of_the_properties() {
        written(application.withUserConfiguration(Containers.class));
    }

    /** A container of the application's database must not move the memory out of its directory. */
    @Test
    void connection_details_alone_do_not_move_a_memory() {
        ApplicationContextRunner details = application.withBean(MemoirConnectionDetails.class, Details::new);
        details.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(LongTermMemory.class));
        details.withPropertyValues("memoir.directory=" + directory)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(LongTermMemory.class));
        assertThat(directory.resolve("ledger.db")).exists();
    }

    private static void written(ApplicationContextRunner application) {
        try (TestDatabase database = new TestDatabase()) {
            application
                    .withPropertyValues(
                            "memoir.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
                            "memoir.datasource.schema=" + database.schema())
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        context.getBean(LongTermMemory.class).add(ZOE, Turn.user("I live in Lisbon."));
                    });
            assertThat(database.query("SELECT text FROM " + database.schema() + ".turn"))
                    .isEqualTo("I live in Lisbon.");
        }
    }

    private static final class Details implements MemoirConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return TestServer.POSTGRES.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return TestServer.POSTGRES.user();
        }

        @Override
        public String getPassword() {
            return TestServer.POSTGRES.password();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Containers {

        @Bean
        @ServiceConnection
        RunningServer database() {
            return new RunningServer();
        }
    }

    /** A container that is running already: the server of the tests, without Docker. */
    private static final class RunningServer extends PostgreSQLContainer {

        RunningServer() {
            super("postgres:17");
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public String getJdbcUrl() {
            return TestServer.POSTGRES.jdbcUrl();
        }

        @Override
        public String getUsername() {
            return TestServer.POSTGRES.user();
        }

        @Override
        public String getPassword() {
            return TestServer.POSTGRES.password();
        }
    }
}
