// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.key;

import dev.memoir.samples.server.database.ServerDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tenants in the server's database. Thread-safe. */
public final class TenantRepository {

    private final JdbcClient client;
    private final InstantSource clock;

    /**
     * Creates the repository, and the default tenant if it does not exist.
     *
     * @param database the server's database
     * @param clock the clock
     */
    public TenantRepository(ServerDatabase database, InstantSource clock) {
        this.client = database.client();
        this.clock = clock;
        register(Tenant.DEFAULT);
    }

    /**
     * A registered tenant.
     *
     * @param tenant the tenant
     * @param createdAt when it was registered
     */
    public record Registered(Tenant tenant, Instant createdAt) {}

    /**
     * Registers a tenant unless it exists.
     *
     * @param tenant the tenant
     */
    public void register(Tenant tenant) {
        client.sql("insert into tenant (name, created_at) values (:name, :at) on conflict (name) do nothing")
                .param("name", tenant.name())
                .param("at", clock.millis())
                .update();
    }

    /** {@return all tenants, in the order of their names} */
    public List<Registered> list() {
        return client.sql("select name, created_at from tenant order by name")
                .query((row, number) ->
                        new Registered(new Tenant(row.getString(1)), Instant.ofEpochMilli(row.getLong(2))))
                .list();
    }
}
