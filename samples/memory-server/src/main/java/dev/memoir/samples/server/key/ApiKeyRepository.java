// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.key;

import dev.memoir.Scope;
import dev.memoir.UuidV7Generator;
import dev.memoir.samples.server.database.ServerDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The API keys in the server's database. Every request looks its key up, so that a revoked key stops working at once on
 * all servers. Thread-safe.
 */
public final class ApiKeyRepository {

    private static final String COLUMNS = "id, hint, tenant, label, user_id, agent_id, run_id, read_only, admin,"
            + " created_at, last_used_at, revoked_at";

    /** A write for every request would cost more than the request. */
    private static final Duration USE_PRECISION = Duration.ofMinutes(1);

    private final JdbcClient client;
    private final TenantRepository tenants;
    private final InstantSource clock;
    private final UuidV7Generator ids;

    /** Keys are revoked but never deleted, so once there is one, there is always one. */
    private volatile boolean exist;

    /**
     * Creates the repository.
     *
     * @param database the server's database
     * @param tenants the tenants
     * @param clock the clock
     */
    public ApiKeyRepository(ServerDatabase database, TenantRepository tenants, InstantSource clock) {
        this.client = database.client();
        this.tenants = tenants;
        this.clock = clock;
        this.ids = new UuidV7Generator(clock);
    }

    /**
     * A key that was created.
     *
     * @param key the key
     * @param secret the secret, which cannot be read again
     */
    public record Created(ApiKey key, KeySecret secret) {}

    /** {@return whether any key was ever created, even if it is revoked: then every request needs one} */
    public boolean exist() {
        if (!exist) {
            exist = client.sql("select count(*) from (select 1 from api_key limit 1) k")
                            .query(Long.class)
                            .single()
                    > 0;
        }
        return exist;
    }

    /**
     * Creates a key with a random secret.
     *
     * @param request the key to create
     * @return the key and its secret
     */
    public Created create(NewApiKey request) {
        KeySecret secret = KeySecret.generate();
        return new Created(insert(request, secret), secret);
    }

    /**
     * Creates a key with a secret that an operator has chosen, unless it exists.
     *
     * @param request the key to create
     * @param chosen the secret
     */
    public void ensure(NewApiKey request, String chosen) {
        KeySecret secret = KeySecret.chosen(chosen);
        if (byHash(secret.hash()).isEmpty()) {
            insert(request, secret);
        }
    }

    private ApiKey insert(NewApiKey request, KeySecret secret) {
        tenants.register(request.tenant());
        Scope scope = request.scope();
        String id = ids.next();
        client.sql("insert into api_key (id, hash, hint, tenant, label, user_id, agent_id, run_id, read_only, admin,"
                        + " created_at) values (:id, :hash, :hint, :tenant, :label, :user, :agent, :run, :readOnly,"
                        + " :admin, :at) on conflict (hash) do nothing")
                .param("id", id)
                .param("hash", secret.hash())
                .param("hint", secret.hint())
                .param("tenant", request.tenant().name())
                .param("label", request.label())
                .param("user", scope == null ? null : scope.userId())
                .param("agent", scope == null ? null : scope.agentId())
                .param("run", scope == null ? null : scope.runId())
                .param("readOnly", request.readOnly() ? 1 : 0)
                .param("admin", request.admin() ? 1 : 0)
                .param("at", clock.millis())
                .update();
        return byHash(secret.hash()).orElseThrow();
    }

    /**
     * {@return the valid key with a secret} Its time of use is recorded.
     *
     * @param secret the secret that a caller presents
     */
    public Optional<ApiKey> authenticate(String secret) {
        Optional<ApiKey> key = byHash(KeySecret.hash(secret)).filter(found -> found.revokedAt() == null);
        key.ifPresent(this::used);
        return key;
    }

    private void used(ApiKey key) {
        Instant now = clock.instant();
        Instant last = key.lastUsedAt();
        if (last == null || last.plus(USE_PRECISION).isBefore(now)) {
            client.sql("update api_key set last_used_at = :at where id = :id")
                    .param("at", now.toEpochMilli())
                    .param("id", key.id())
                    .update();
        }
    }

    /**
     * {@return the key with an id}
     *
     * @param id the id
     */
    public Optional<ApiKey> find(String id) {
        return client.sql("select " + COLUMNS + " from api_key where id = :id")
                .param("id", id)
                .query(ApiKeyRepository::read)
                .optional();
    }

    /** {@return all keys, also revoked ones, latest first} */
    public List<ApiKey> list() {
        return client.sql("select " + COLUMNS + " from api_key order by created_at desc, id desc")
                .query(ApiKeyRepository::read)
                .list();
    }

    /**
     * Revokes a key.
     *
     * @param id the id of the key
     * @return whether it was valid until now
     */
    public boolean revoke(String id) {
        return client.sql("update api_key set revoked_at = :at where id = :id and revoked_at is null")
                        .param("at", clock.millis())
                        .param("id", id)
                        .update()
                > 0;
    }

    private Optional<ApiKey> byHash(String hash) {
        return client.sql("select " + COLUMNS + " from api_key where hash = :hash")
                .param("hash", hash)
                .query(ApiKeyRepository::read)
                .optional();
    }

    private static ApiKey read(ResultSet row, int number) throws SQLException {
        String user = row.getString("user_id");
        String agent = row.getString("agent_id");
        String run = row.getString("run_id");
        return new ApiKey(
                row.getString("id"),
                row.getString("hint"),
                new Tenant(row.getString("tenant")),
                row.getString("label"),
                user == null && agent == null && run == null ? null : new Scope(user, agent, run),
                row.getInt("read_only") == 1,
                row.getInt("admin") == 1,
                Instant.ofEpochMilli(row.getLong("created_at")),
                time(row, "last_used_at"),
                time(row, "revoked_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
