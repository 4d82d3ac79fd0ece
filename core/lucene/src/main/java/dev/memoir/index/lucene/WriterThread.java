// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs index writes sequentially on a thread that no caller can interrupt. An interrupt closes the file channel that
 * its thread writes or locks, which an {@code IndexWriter} does not survive. A caller waits for its own task even if
 * interrupted, and keeps its interrupt status. Thread-safe.
 */
final class WriterThread {

    /** Idle memories hold no thread; starting one takes a hundredth of an add. */
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor thread;

    WriterThread() {
        thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WriterThread::named);
        thread.allowCoreThreadTimeOut(true);
    }

    private static Thread named(Runnable work) {
        Thread named = new Thread(work, "memoir-index");
        named.setDaemon(true);
        return named;
    }

    /**
     * {@return the result of a task, which runs after all previous ones}
     *
     * @throws IOException if the task throws it; its runtime exceptions and errors are thrown as they are
     */
    <T> T run(Callable<T> task) throws IOException {
        Future<T> result = thread.submit(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e.getCause() == null ? e : e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException rethrown(Throwable failure) throws IOException {
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException known) {
            return known;
        }
        throw new IOException(failure);
    }
}
