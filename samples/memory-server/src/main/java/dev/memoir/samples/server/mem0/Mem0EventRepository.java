// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.Scope;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Events in the server's database. Thread-safe. */
@Repository
class Mem0EventRepository {

    /** Clients poll for minutes; whoever looks later looks at the memories. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String SELECT = "select id, tenant, type, status, user_id, agent_id, run_id, turns, memories,"
            + " created_at, finished_at from mem0_event where tenant = :tenant";

    private final JdbcClient client;

    Mem0EventRepository(ServerDatabase database) {
        client = database.client();
    }

    /** Adds an event, and removes the tenant's old ones. */
    void add(Mem0Event event) {
        client.sql("delete from mem0_event where tenant = :tenant and created_at < :before")
                .param("tenant", event.tenant().name())
                .param("before", event.createdAt().minus(KEPT).toEpochMilli())
                .update();
        Scope scope = event.scope();
        client.sql("insert into mem0_event (id, tenant, type, status, user_id, agent_id, run_id, turns, memories,"
                        + " created_at, finished_at) values (:id, :tenant, :type, :status, :user, :agent, :run, :turns,"
                        + " :memories, :created, :finished)")
                .param("id", event.id())
                .param("tenant", event.tenant().name())
                .param("type", event.type().name())
                .param("status", event.status().name())
                .param("user", scope == null ? null : scope.userId())
                .param("agent", scope == null ? null : scope.agentId())
                .param("run", scope == null ? null : scope.runId())
                .param("turns", String.join(" ", event.turns()))
                .param("memories", String.join(" ", event.memories()))
                .param("created", event.createdAt().toEpochMilli())
                .param("finished", millis(event.finishedAt()))
                .update();
    }

    void update(Mem0Event event) {
        client.sql("update mem0_event set status = :status, finished_at = :finished where id = :id"
                        + " and tenant = :tenant")
                .param("status", event.status().name())
                .param("finished", millis(event.finishedAt()))
                .param("id", event.id())
                .param("tenant", event.tenant().name())
                .update();
    }

    Optional<Mem0Event> find(Tenant tenant, String id) {
        return client.sql(SELECT + " and id = :id")
                .param("tenant", tenant.name())
                .param("id", id)
                .query(Mem0EventRepository::read)
                .optional();
    }

    /** {@return the latest events, latest first} */
    List<Mem0Event> latest(Tenant tenant, @Nullable Scope readable, int limit, int offset) {
        return client.sql(SELECT + readable(readable) + " order by created_at desc, id desc limit :limit"
                        + " offset :offset")
                .param("tenant", tenant.name())
                .param("user", readable == null ? null : readable.userId())
                .param("agent", readable == null ? null : readable.agentId())
                .param("run", readable == null ? null : readable.runId())
                .param("limit", limit)
                .param("offset", offset)
                .query(Mem0EventRepository::read)
                .list();
    }

    long count(Tenant tenant, @Nullable Scope readable) {
        return client.sql("select count(*) from mem0_event where tenant = :tenant" + readable(readable))
                .param("tenant", tenant.name())
                .param("user", readable == null ? null : readable.userId())
                .param("agent", readable == null ? null : readable.agentId())
                .param("run", readable == null ? null : readable.runId())
                .query(Long.class)
                .single();
    }

    /** The same rule as {@link Scope#covers}. */
    private static String readable(@Nullable Scope scope) {
        if (scope == null) {
            return "";
        }
        return (scope.userId() == null ? " and user_id is null" : " and user_id = :user")
                + (scope.agentId() == null ? "" : " and agent_id = :agent")
                + (scope.runId() == null ? "" : " and run_id = :run");
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    private static Mem0Event read(ResultSet row, int number) throws SQLException {
        String user = row.getString("user_id");
        String agent = row.getString("agent_id");
        String run = row.getString("run_id");
        long finished = row.getLong("finished_at");
        boolean running = row.wasNull();
        return new Mem0Event(
                row.getString("id"),
                new Tenant(row.getString("tenant")),
                Mem0Event.Type.valueOf(row.getString("type")),
                Mem0Event.Status.valueOf(row.getString("status")),
                user == null && agent == null && run == null ? null : new Scope(user, agent, run),
                ids(row.getString("turns")),
                ids(row.getString("memories")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                running ? null : Instant.ofEpochMilli(finished));
    }

    private static List<String> ids(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }
}
