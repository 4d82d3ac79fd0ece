// SPDX-License-Identifier: Apache-2.0
package com.example.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.StandIns;
import dev.memoir.LongTermMemory;
import dev.memoir.Scope;
import dev.memoir.Turn;
import dev.memoir.testing.server.NeedsServer;
import dev.memoir.testing.server.TestDatabase;
import dev.memoir.testing.server.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.testcontainers.DockerClientFactory;

/** A memory in the database that Boot's connection details name. */
class DatabaseTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StandIns.class)
    static class Application {}

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(Application.class)
            .withPropertyValues("memoir.datasource.application=true", "memoir.extraction.enabled=false");

    @Test
    @NeedsServer(TestServer.POSTGRES)
    void connection_details_of_jdbc_name_the_database_of_the_memory() {
        try (TestDatabase database = new TestDatabase()) {
            application
                    .withBean(JdbcConnectionDetails.class, Details::new)
                    .withPropertyValues("memoir.datasource.schema=" + database.schema())
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        context.getBean(LongTermMemory.class).add(Scope.user("zoe"), Turn.user("I live in Lisbon."));
                    });
            assertThat(database.query("SELECT text FROM " + database.schema() + ".turn"))
                    .isEqualTo("I live in Lisbon.");
        }
    }

    @Test
    @EnabledIf("docker")
    void a_container_has_the_memory() {
        application.withUserConfiguration(DatabaseContainer.class).run(context -> {
            assertThat(context).hasNotFailed();
            LongTermMemory memory = context.getBean(LongTermMemory.class);
            memory.add(Scope.user("zoe"), Turn.user("I live in Lisbon."));
            assertThat(memory.search(Scope.user("zoe"), "Where do I live?").context())
                    .contains("Lisbon");
        });
    }

    static boolean docker() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static final class Details implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return TestServer.POSTGRES.user();
        }

        @Override
        public String getPassword() {
            return TestServer.POSTGRES.password();
        }

        @Override
        public String getJdbcUrl() {
            return TestServer.POSTGRES.jdbcUrl();
        }
    }
}
