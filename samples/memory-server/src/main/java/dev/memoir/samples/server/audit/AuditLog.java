// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.audit;

import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The audit log in the server's database. An entry is written after the operation that it describes, on the same
 * thread. Thread-safe.
 */
public final class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** Ids of one operation; of more only the number is kept. */
    private static final int MOST_IDS = 20;

    private final JdbcClient client;
    private final InstantSource clock;

    /**
     * Creates the log.
     *
     * @param database the server's database
     * @param clock the clock
     */
    public AuditLog(ServerDatabase database, InstantSource clock) {
        this.client = database.client();
        this.clock = clock;
    }

    /**
     * Records an operation on items. If the entry cannot be written, the operation stays done and the log says so.
     *
     * @param caller who did it
     * @param action what was done
     * @param ids the ids of the items
     */
    public void record(Caller caller, AuditAction action, Collection<String> ids) {
        String kept = ids.stream().limit(MOST_IDS).collect(Collectors.joining(" "));
        record(caller, action, ids.size() > MOST_IDS ? kept + " and " + (ids.size() - MOST_IDS) + " more" : kept);
    }

    /**
     * Records an operation, see {@link #record(Caller, AuditAction, Collection)}.
     *
     * @param caller who did it
     * @param action what was done
     * @param target what it was done to
     */
    public void record(Caller caller, AuditAction action, String target) {
        try {
            client.sql("insert into audit (at, tenant, key_id, action, target, request_id)"
                            + " values (:at, :tenant, :key, :action, :target, :request)")
                    .param("at", clock.millis())
                    .param("tenant", caller.tenant().name())
                    .param("key", caller.keyId())
                    .param("action", action.name())
                    .param("target", target)
                    .param("request", MDC.get("request"))
                    .update();
        } catch (DataAccessException e) {
            LOG.error("The audit log cannot be written: {} by key {} of {}.", action, caller.keyId(), caller.tenant());
        }
    }

    /**
     * {@return a page of the log, latest first}
     *
     * @param tenant only entries of this tenant; null for all
     * @param before only entries with a lower number; null for the latest
     * @param limit the maximum number of entries
     */
    public List<AuditEntry> page(@Nullable Tenant tenant, @Nullable Long before, int limit) {
        return client.sql("select id, at, tenant, key_id, action, target, request_id from audit where id < :before"
                        + (tenant == null ? "" : " and tenant = :tenant") + " order by id desc limit :limit")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("tenant", tenant == null ? "" : tenant.name())
                .param("limit", limit)
                .query(AuditLog::read)
                .list();
    }

    /**
     * Deletes old entries.
     *
     * @param before the time before which entries are deleted
     * @return the number of deleted entries
     */
    public int deleteBefore(Instant before) {
        return client.sql("delete from audit where at < :before")
                .param("before", before.toEpochMilli())
                .update();
    }

    private static AuditEntry read(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("tenant"),
                row.getString("key_id"),
                AuditAction.valueOf(row.getString("action")),
                row.getString("target"),
                row.getString("request_id"));
    }
}
