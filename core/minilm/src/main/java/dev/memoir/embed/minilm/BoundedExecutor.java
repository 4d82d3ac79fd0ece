// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs batches in parallel, one per core, and bounds the number that run at once across all callers: every running
 * batch needs its own working memory.
 */
final class BoundedExecutor implements AutoCloseable {

    /** A question runs on its caller's thread; two extra permits admit it while an import occupies every thread. */
    private static final int PERMITS_FOR_QUERIES = 2;

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final Semaphore permits;

    BoundedExecutor(int parallelism) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                parallelism, parallelism, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "memoir-minilm-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        // Daemon threads that end when idle: an application that forgets to close still exits, and an idle one holds no
        // thread.
        threads.allowCoreThreadTimeOut(true);
        permits = new Semaphore(parallelism + PERMITS_FOR_QUERIES, true);
    }

    /**
     * Runs all tasks, or starts none further after one has failed. Returns when none is running any more, even after a
     * failure and even if the thread is interrupted: the caller may free the resources that they use.
     *
     * @return their results, in order
     */
    <T> List<T> all(List<Supplier<T>> tasks) {
        if (tasks.size() == 1) {
            return List.of(withPermit(tasks.get(0)));
        }
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        List<CompletableFuture<T>> running = new ArrayList<>(tasks.size());
        for (Supplier<T> task : tasks) {
            running.add(CompletableFuture.supplyAsync(() -> unlessFailed(task, failure), threads));
        }
        CompletableFuture<Void> done = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
        done.exceptionally(e -> null).join();
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    private <T> T unlessFailed(Supplier<T> task, AtomicReference<@Nullable RuntimeException> failure) {
        if (failure.get() != null) {
            throw new CancellationException();
        }
        try {
            return withPermit(task);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private <T> T withPermit(Supplier<T> task) {
        permits.acquireUninterruptibly();
        try {
            return task.get();
        } finally {
            permits.release();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
