// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.bench.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/**
 * Makes calls at a fixed rate, whether earlier calls have been answered or not, as independent users do. The duration
 * of a call counts from the time at which it was due, so that a stalled server is not asked less and excused.
 */
final class OpenLoop {

    private final ScheduledExecutorService scheduler;

    OpenLoop(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Starts to make calls.
     *
     * @param perSecond the number of calls per second
     * @param time how long
     * @param call makes the call with this number and returns when it is answered
     * @return the durations of all calls, complete once each was answered
     */
    CompletableFuture<Durations> run(double perSecond, Duration time, LongFunction<CompletableFuture<?>> call) {
        Durations durations = new Durations();
        if (perSecond <= 0) {
            return CompletableFuture.completedFuture(durations);
        }
        long period = (long) (1e9 / perSecond);
        long calls = Math.max(1, time.toNanos() / period);
        long start = System.nanoTime();
        AtomicLong number = new AtomicLong();
        List<CompletableFuture<?>> open = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<?> last = new CompletableFuture<>();
        ScheduledFuture<?> schedule = scheduler.scheduleAtFixedRate(
                () -> {
                    long i = number.getAndIncrement();
                    if (i >= calls) {
                        last.complete(null);
                        return;
                    }
                    long due = start + i * period;
                    open.add(call.apply(i).handle((answer, failure) -> {
                        if (failure == null) {
                            durations.add(System.nanoTime() - due);
                        } else {
                            durations.fail(failure);
                        }
                        return durations;
                    }));
                },
                0,
                period,
                TimeUnit.NANOSECONDS);
        return last.thenCompose(done -> {
                    schedule.cancel(false);
                    return CompletableFuture.allOf(open.toArray(CompletableFuture[]::new));
                })
                .thenApply(done -> durations);
    }

    /**
     * Waits for the durations.
     *
     * @param future the durations to come
     * @return the durations
     */
    static Durations await(CompletableFuture<Durations> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The calls could not be made", e.getCause());
        }
    }
}
