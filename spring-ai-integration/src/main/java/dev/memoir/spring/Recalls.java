package dev.memoir.spring;

import io.micrometer.context.ContextSnapshot;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Recalls on threads of its own, for a limited time: a memory that hangs must not hold a turn. When it holds all threads,
 * turns go on without it at once. Thread-safe.
 */
final class Recalls implements AutoCloseable {

    /** A recall computes for milliseconds, or waits for a remote embedder or store. */
    static final int THREADS = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    /** Turns that may wait for a thread; more than that would wait longer than any budget. */
    private static final int CAPACITY = 2_000;

    private enum State {
        WAITING,
        RUNNING,
        OVERDUE,
        DONE
    }

    private final Duration budget;
    private final AtomicInteger overdue = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    Recalls(Duration budget) {
        this.budget = budget;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY), Recalls::named);
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "memoir-recall");
        thread.setDaemon(true);
        return thread;
    }

    /** Completes with what is recalled, or exceptionally with the failure or when the budget is spent. */
    <T> CompletableFuture<T> start(ContextSnapshot context, Supplier<T> recall) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (overdue.get() >= THREADS) {
            result.completeExceptionally(
                    new RejectedExecutionException(THREADS + " recalls hang; this one is not even tried"));
            return result;
        }
        AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        try {
            threads.execute(context.wrap(() -> run(recall, result, state)));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
            return result;
        }
        return result.orTimeout(budget.toNanos(), TimeUnit.NANOSECONDS).whenComplete((recalled, failure) -> {
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
