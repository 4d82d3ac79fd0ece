// SPDX-License-Identifier: Apache-2.0
package com.example.database;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

@TestConfiguration(proxyBeanMethods = false)
class DatabaseContainer {

    @Bean
    @ServiceConnection
    PostgreSQLContainer database() {
        return new PostgreSQLContainer(
                DockerImageName.parse("pgvector/pgvector:0.8.0-pg17").asCompatibleSubstituteFor("postgres"));
    }
}
