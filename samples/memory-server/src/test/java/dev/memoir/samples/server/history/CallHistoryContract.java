// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.memoir.InvalidInputException;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database of the server keeps of calls. */
abstract class CallHistoryContract {

    private static final Instant NOON = Instant.parse("2026-05-07T12:00:30Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Tenant TENANT = new Tenant("acme");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private ServerDatabase database;
    private CallHistory history;

    /** Returns an empty database. */
    abstract ServerDatabase open();

    @BeforeEach
    void start() {
        database = open();
        history = new CallHistory(new CallHistoryRepository(database), clock);
    }

    @AfterEach
    void stop() {
        history.close();
        database.close();
    }

    @Test
    void calls_are_read_at_once_and_after_a_restart() {
        history.record(TENANT, CallType.SEARCH, Duration.ofMillis(10), false);
        history.record(TENANT, CallType.SEARCH, null, true);
        history.record(TENANT, CallType.ADD, Duration.ofMillis(20), false);
        assertThat(counted(history, CallType.SEARCH, MINUTE)).isEqualTo(2);
        history.close();
        CallHistory restarted = new CallHistory(new CallHistoryRepository(database), clock);
        restarted.record(TENANT, CallType.SEARCH, Duration.ofMillis(10), false);
        CallCounts searches = counts(restarted, CallType.SEARCH, MINUTE);
        assertThat(searches.calls()).isEqualTo(3);
        assertThat(searches.failures()).isEqualTo(1);
        assertThat(searches.latencies().percentile(0.5)).isPresent();
        restarted.close();
    }

    @Test
    void a_tenant_has_calls_of_its_own() {
        history.record(TENANT, CallType.SEARCH, Duration.ofMillis(10), false);
        history.write();
        history.record(TENANT, CallType.SEARCH, Duration.ofMillis(10), false);
        assertThat(history.read(new Tenant("other"), NOON.minus(HOUR), MINUTE)).isEmpty();
    }

    @Test
    void two_servers_count_in_one_database() {
        CallHistory other = new CallHistory(new CallHistoryRepository(database), clock);
        history.record(TENANT, CallType.ADD, Duration.ofMillis(10), false);
        other.record(TENANT, CallType.ADD, Duration.ofMillis(10), false);
        history.write();
        other.write();
        assertThat(counted(history, CallType.ADD, MINUTE)).isEqualTo(2);
        assertThat(counted(other, CallType.ADD, HOUR)).isEqualTo(2);
    }

    @Test
    void after_two_days_minutes_become_hours_and_after_ninety_days_nothing_is_left() {
        history.record(TENANT, CallType.SEARCH, Duration.ofMillis(10), false);
        now.set(NOON.plus(MINUTE));
        history.record(TENANT, CallType.SEARCH, Duration.ofMillis(10), false);
        history.write();
        assertThat(rows()).isEqualTo(2);
        now.set(NOON.plus(Duration.ofDays(2)).plus(HOUR));
        history.write();
        assertThat(rows()).isEqualTo(1);
        assertThat(counted(history, CallType.SEARCH, HOUR)).isEqualTo(2);
        now.set(NOON.plus(Duration.ofDays(91)));
        history.write();
        assertThat(rows()).isZero();
    }

    @Test
    void what_cannot_be_written_is_written_later() {
        history.record(TENANT, CallType.ADD, Duration.ofMillis(10), false);
        database.client().sql("alter table call_history rename to away").update();
        history.write();
        database.client().sql("alter table away rename to call_history").update();
        history.write();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_failed_call_is_counted_as_a_failure_and_a_wrong_request_is_not() {
        assertThatThrownBy(() -> history.timed(TENANT, CallType.ADD, true, () -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> history.timed(TENANT, CallType.ADD, true, () -> {
                    throw new InvalidInputException("wrong");
                }))
                .isInstanceOf(InvalidInputException.class);
        assertThat(history.timed(TENANT, CallType.ADD, true, () -> 1)).isEqualTo(1);
        CallCounts adds = counts(history, CallType.ADD, MINUTE);
        assertThat(adds.calls()).isEqualTo(3);
        assertThat(adds.failures()).isEqualTo(1);
    }

    private long rows() {
        return database.client()
                .sql("select count(*) from call_history")
                .query(Long.class)
                .single();
    }

    private long counted(CallHistory read, CallType type, Duration step) {
        return counts(read, type, step).calls();
    }

    private CallCounts counts(CallHistory read, CallType type, Duration step) {
        Map<CallSpan, CallCounts> counts = read.read(TENANT, NOON.minus(HOUR), step);
        return counts.getOrDefault(CallSpan.of(TENANT, type, NOON, step), CallCounts.NONE);
    }
}
