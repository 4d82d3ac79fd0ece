// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The history of calls in the server's database. Rows are only added and deleted, so that several servers can write one
 * database: rows of the same span add up. Thread-safe.
 */
public final class CallHistoryRepository {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Duration HOUR = Duration.ofHours(1);

    /** How long minutes are kept: then they become hours. Two days show yesterday beside today. */
    static final Duration MINUTES_KEPT = Duration.ofDays(2);

    /** How long hours are kept: as long as entries of the audit log. */
    static final Duration HOURS_KEPT = Duration.ofDays(90);

    private final JdbcClient client;
    private final TransactionTemplate transactions;

    /**
     * Creates the repository.
     *
     * @param database the server's database
     */
    public CallHistoryRepository(ServerDatabase database) {
        this.client = database.client();
        this.transactions = database.transactions();
    }

    /** A row. */
    private record Row(CallSpan span, CallCounts counts) {}

    /**
     * Adds calls.
     *
     * @param counts the calls of each span
     */
    void add(Map<CallSpan, CallCounts> counts) {
        transactions.executeWithoutResult(status -> counts.forEach(this::insert));
    }

    private void insert(CallSpan span, CallCounts counts) {
        client.sql("insert into call_history (tenant, call_type, step, start_at, calls, failures, latencies)"
                        + " values (:tenant, :type, :step, :start, :calls, :failures, :latencies)")
                .param("tenant", span.tenant().name())
                .param("type", span.type().name())
                .param("step", span.step().toMillis())
                .param("start", span.start().toEpochMilli())
                .param("calls", counts.calls())
                .param("failures", counts.failures())
                .param("latencies", counts.latencies().toString())
                .update();
    }

    /**
     * {@return the calls of a tenant by span, summed up to spans of one length}
     *
     * @param tenant the tenant
     * @param from the start of the first span
     * @param step the length of the spans
     */
    Map<CallSpan, CallCounts> read(Tenant tenant, Instant from, Duration step) {
        return sum(
                client.sql("select tenant, call_type, step, start_at, calls, failures, latencies from call_history"
                                + " where tenant = :tenant and start_at >= :from")
                        .param("tenant", tenant.name())
                        .param("from", from.toEpochMilli())
                        .query(CallHistoryRepository::row)
                        .list(),
                step);
    }

    /**
     * Sums old minutes up to hours, and deletes old hours.
     *
     * @param now the present time
     */
    void compact(Instant now) {
        transactions.executeWithoutResult(status -> {
            // What one server deletes, no other one gets: nothing is counted twice.
            List<Row> old = client.sql("delete from call_history where step = :step and start_at < :before"
                            + " returning tenant, call_type, step, start_at, calls, failures, latencies")
                    .param("step", MINUTE.toMillis())
                    .param(
                            "before",
                            CallSpan.floor(now.minus(MINUTES_KEPT), HOUR).toEpochMilli())
                    .query(CallHistoryRepository::row)
                    .list();
            sum(old, HOUR).forEach(this::insert);
        });
        client.sql("delete from call_history where step = :step and start_at < :before")
                .param("step", HOUR.toMillis())
                .param("before", now.minus(HOURS_KEPT).toEpochMilli())
                .update();
    }

    private static Map<CallSpan, CallCounts> sum(List<Row> rows, Duration step) {
        Map<CallSpan, CallCounts> sums = new HashMap<>();
        rows.forEach(row -> sums.merge(row.span().within(step), row.counts(), CallCounts::plus));
        return sums;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new CallSpan(
                        new Tenant(row.getString("tenant")),
                        CallType.valueOf(row.getString("call_type")),
                        Instant.ofEpochMilli(row.getLong("start_at")),
                        Duration.ofMillis(row.getLong("step"))),
                new CallCounts(
                        row.getLong("calls"),
                        row.getLong("failures"),
                        LatencyHistogram.parse(row.getString("latencies"))));
    }
}
