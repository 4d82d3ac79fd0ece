// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What exports were ordered. Their data are made when they are fetched, and not kept. Thread-safe. */
@Repository
class Mem0ExportRepository {

    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient client;

    Mem0ExportRepository(ServerDatabase database) {
        client = database.client();
    }

    /** Saves an order, and removes the tenant's old ones. */
    String add(Tenant tenant, String request, Instant now) {
        client.sql("delete from mem0_export where tenant = :tenant and created_at < :before")
                .param("tenant", tenant.name())
                .param("before", now.minus(KEPT).toEpochMilli())
                .update();
        String id = UUID.randomUUID().toString();
        client.sql("insert into mem0_export (id, tenant, request, created_at) values (:id, :tenant, :request, :now)")
                .param("id", id)
                .param("tenant", tenant.name())
                .param("request", request)
                .param("now", now.toEpochMilli())
                .update();
        return id;
    }

    Optional<String> find(Tenant tenant, String id) {
        return client.sql("select request from mem0_export where tenant = :tenant and id = :id")
                .param("tenant", tenant.name())
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** {@return the orders of a tenant, latest first} */
    List<String> latest(Tenant tenant) {
        return client.sql("select request from mem0_export where tenant = :tenant order by created_at desc limit 100")
                .param("tenant", tenant.name())
                .query(String.class)
                .list();
    }
}
