// SPDX-License-Identifier: Apache-2.0
package dev.memoir.capture;

import dev.memoir.LongTermMemory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Runs recalls on its own threads with a timeout, so that a hanging memory cannot block a turn. If all threads hang,
 * further recalls fail immediately and turns continue without memory. Thread-safe.
 */
public final class RecallExecutor implements AutoCloseable {

    /** The default time for which a turn waits for memory. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The number of threads: a recall computes for milliseconds, or waits for a remote embedder or store. */
    static final int THREADS = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** The maximum number of recalls that wait for a thread; more would wait longer than any timeout. */
    private static final int CAPACITY = 2_000;

    /** The executors of all open memories. */
    private static final ConcurrentMap<LongTermMemory, RecallExecutor> SHARED = new ConcurrentHashMap<>();

    private enum State {
        WAITING,
        RUNNING,
        OVERDUE,
        DONE
    }

    private final AtomicInteger overdue = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    RecallExecutor() {
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), RecallExecutor::named);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * {@return the shared executor of a memory} It is closed with the memory.
     *
     * @param memory the memory that is searched
     */
    public static RecallExecutor of(LongTermMemory memory) {
        return SHARED.computeIfAbsent(memory, open -> {
            RecallExecutor executor = new RecallExecutor();
            open.onClose(() -> {
                executor.close();
                SHARED.remove(open);
            });
            return executor;
        });
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "memoir-recall");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * {@return the future result of a recall} It is completed exceptionally with the failure of the recall, with a
     * {@link java.util.concurrent.TimeoutException} after the timeout, or with a {@link RejectedExecutionException}.
     *
     * @param timeout the maximum time from now, including the wait for a thread
     * @param within wraps the recall to propagate thread-local context of a framework, such as the current trace
     * @param recall the recall to run; it is not interrupted after the timeout
     * @param <T> the type of the result
     */
    public <T> CompletableFuture<T> start(Duration timeout, UnaryOperator<Runnable> within, Supplier<T> recall) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (overdue.get() >= THREADS) {
            result.completeExceptionally(new RejectedExecutionException(
                    "All " + THREADS + " recall threads hang, so this recall is not started."));
            return result;
        }
        AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        try {
            threads.execute(within.apply(() -> run(recall, result, state)));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
            return result;
        }
        return result.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).whenComplete((recalled, failure) -> {
            if (state.compareAndSet(State.RUNNING, State.OVERDUE)) {
                overdue.incrementAndGet();
            }
        });
    }

    private <T> void run(Supplier<T> recall, CompletableFuture<T> result, AtomicReference<State> state) {
        if (result.isDone() || !state.compareAndSet(State.WAITING, State.RUNNING)) {
            return;
        }
        T recalled = null;
        Throwable failure = null;
        try {
            recalled = recall.get();
        } catch (Throwable e) {
            // Errors too: a class that cannot be loaded must not fail the turn.
            failure = e;
        }
        if (state.getAndSet(State.DONE) == State.OVERDUE) {
            overdue.decrementAndGet();
        }
        if (failure == null) {
            result.complete(recalled);
        } else {
            result.completeExceptionally(failure);
        }
    }

    /** Rejects new recalls; running ones continue. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
