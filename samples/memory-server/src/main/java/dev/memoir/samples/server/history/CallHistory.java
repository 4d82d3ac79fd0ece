// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.history;

import dev.memoir.InvalidInputException;
import dev.memoir.samples.server.key.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Counts calls by the minute and measures how long they take. Counts are written once a minute, so a server that is
 * killed loses the calls of its last minute from the charts. Thread-safe.
 */
public final class CallHistory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallHistory.class);

    /** Spans that wait for a database that cannot be written: a day of one tenant's. Further ones are dropped. */
    private static final int MOST_WAITING = 3000;

    private final CallHistoryRepository repository;
    private final InstantSource clock;
    private final Map<CallSpan, CallCounts> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "call-history");
        thread.setDaemon(true);
        return thread;
    });
    private Instant compacted = Instant.EPOCH;

    /**
     * Creates the history.
     *
     * @param repository where calls are written
     * @param clock the clock
     */
    public CallHistory(CallHistoryRepository repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Writes calls every minute from now on. */
    @SuppressWarnings("FutureReturnValueIgnored") // write() logs its failures
    public void start() {
        timer.scheduleWithFixedDelay(this::write, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Makes a call, counts and measures it.
     *
     * @param tenant the tenant
     * @param type the type of the call
     * @param measured whether its latency counts: a call that waits for something else on purpose says nothing
     * @param call the call
     * @param <T> the type of its result
     * @return its result
     */
    public <T> T timed(Tenant tenant, CallType type, boolean measured, Supplier<T> call) {
        long start = System.nanoTime();
        boolean failed = true;
        try {
            T result = call.get();
            failed = false;
            return result;
        } catch (InvalidInputException e) {
            failed = false;
            throw e;
        } finally {
            record(tenant, type, measured && !failed ? Duration.ofNanos(System.nanoTime() - start) : null, failed);
        }
    }

    /**
     * Counts a call.
     *
     * @param tenant the tenant
     * @param type the type of the call
     * @param latency how long it took; null if that does not count
     * @param failed whether it failed by the server's fault
     */
    void record(Tenant tenant, CallType type, @Nullable Duration latency, boolean failed) {
        CallCounts one = new CallCounts(
                1, failed ? 1 : 0, latency == null ? LatencyHistogram.EMPTY : LatencyHistogram.of(latency));
        CallSpan span = CallSpan.of(tenant, type, clock.instant(), CallHistoryRepository.MINUTE);
        waiting.merge(span, one, CallCounts::plus);
    }

    /**
     * {@return the calls of a tenant by span, up to now}
     *
     * @param tenant the tenant
     * @param from the earliest time, rounded down to the start of a span
     * @param step the length of the spans
     */
    public Map<CallSpan, CallCounts> read(Tenant tenant, Instant from, Duration step) {
        Instant start = CallSpan.floor(from, step);
        Map<CallSpan, CallCounts> counts = new HashMap<>(repository.read(tenant, start, step));
        waiting.forEach((span, more) -> {
            if (span.tenant().equals(tenant) && !span.start().isBefore(start)) {
                counts.merge(span.within(step), more, CallCounts::plus);
            }
        });
        return counts;
    }

    /** Writes what was counted, and once an hour sums old minutes up. */
    synchronized void write() {
        Map<CallSpan, CallCounts> taken = new HashMap<>();
        waiting.keySet().forEach(span -> {
            CallCounts counts = waiting.remove(span);
            if (counts != null) {
                taken.put(span, counts);
            }
        });
        try {
            repository.add(taken);
        } catch (DataAccessException | TransactionException e) {
            boolean room = waiting.size() + taken.size() <= MOST_WAITING;
            if (room) {
                taken.forEach((span, counts) -> waiting.merge(span, counts, CallCounts::plus));
            }
            LOG.warn(
                    "The history of calls cannot be written ({}). {}",
                    e.getClass().getName(),
                    room ? "It is tried again in a minute." : "Charts lack the calls of the last minutes.");
            return;
        }
        compact(clock.instant());
    }

    private void compact(Instant now) {
        if (now.isBefore(compacted.plus(CallHistoryRepository.HOUR))) {
            return;
        }
        try {
            repository.compact(now);
            compacted = now;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn(
                    "Old calls cannot be summed up ({}). It is tried again in a minute.",
                    e.getClass().getName());
        }
    }

    /** Writes what is counted. Closing again does nothing. */
    @Override
    public void close() {
        if (timer.isShutdown()) {
            return;
        }
        timer.shutdownNow();
        write();
    }
}
