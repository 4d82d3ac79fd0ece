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
 * Runs batches side by side, one core each, and bounds how many run at once, whoever asks: every running batch needs its
 * own working memory.
 */
final class BoundedExecutor implements AutoCloseable {

    /** A question runs on its caller's thread; two extra places let it in while an import fills every lane. */
    private static final int FOR_QUESTIONS = 2;

    private static final int IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;
    private final Semaphore places;

    BoundedExecutor(int lanes) {
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                lanes, lanes, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "memoir-minilm-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        // Daemons that end when idle: an application that forgets to close still exits, and one at rest holds no
        // thread.
        threads.allowCoreThreadTimeOut(true);
        places = new Semaphore(lanes + FOR_QUESTIONS, true);
    }

    /**
     * Runs all tasks, or none further once one has failed. Returns when none is running any more, even after a failure and
     * even if the thread is interrupted: the caller may free what they use.
     *
     * @return their results, in order
     */
    <T> List<T> all(List<Supplier<T>> tasks) {
        if (tasks.size() == 1) {
            return List.of(inPlace(tasks.get(0)));
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
            return inPlace(task);
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            throw e;
        }
    }

    private <T> T inPlace(Supplier<T> task) {
        places.acquireUninterruptibly();
        try {
            return task.get();
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
