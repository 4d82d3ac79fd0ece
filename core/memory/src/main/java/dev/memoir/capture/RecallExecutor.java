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
 * Runs recalls on threads of its own, for a limited time: a memory that hangs must not hold a turn. When it holds all threads,
 * turns go on without it at once. Thread-safe.
 */
public final class RecallExecutor implements AutoCloseable {

    /** How long a turn waits for memory where nothing else is said. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** A recall computes for milliseconds, or waits for a remote embedder or store. */
    static final int THREADS = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** Turns that may wait for a thread; more than that would wait longer than any time limit. */
    private static final int CAPACITY = 2_000;

    /** Of the memories that are open. */
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
     * {@return the executor that all who recall from a memory share} It is closed with the memory.
     *
     * @param memory the memory that is searched
     */
    public static RecallExecutor of(LongTermMemory memory) {
        return SHARED.computeIfAbsent(memory, open -> {
            RecallExecutor executor = new RecallExecutor();
            open.beforeClose(() -> {
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
     * {@return the result, completed exceptionally with the failure of the recall, with a
     * {@link java.util.concurrent.TimeoutException} when the time is up, or with a {@link RejectedExecutionException}}
     *
     * @param timeout the longest time from now, waiting for a thread included
     * @param within wraps the recall with what a framework keeps for each thread, such as the current trace
     * @param recall what to run; not interrupted when the time is up
     * @param <T> what is recalled
     */
    public <T> CompletableFuture<T> start(Duration timeout, UnaryOperator<Runnable> within, Supplier<T> recall) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (overdue.get() >= THREADS) {
            result.completeExceptionally(
                    new RejectedExecutionException(THREADS + " recalls hang; this one is not even tried"));
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
            // An Error too: a class that does not load costs the memory, not the turn.
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

    /** Lets what runs end, and takes nothing more. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
