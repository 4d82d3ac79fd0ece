package dev.memoir.concurrent;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The interrupt of a thread that called the memory. It costs that call, which no other call may suffer for, and it is the
 * caller's: it is never cleared for good. Thread-safe.
 */
public final class InterruptGuard {

    private static final int DEEPEST_CAUSE = 20;

    private InterruptGuard() {}

    /**
     * {@return whether a failure comes of an interrupt of this thread, so that it tells nothing of what failed} Where a library
     * has cleared the interrupt, the thread is interrupted again.
     *
     * @param failure what was thrown on this thread
     */
    public static boolean caused(Throwable failure) {
        Thread thread = Thread.currentThread();
        if (!thread.isInterrupted() && isInterrupt(failure)) {
            thread.interrupt();
        }
        return thread.isInterrupted();
    }

    /**
     * Interrupts this thread again if a failure comes of an interrupt that a library has cleared.
     *
     * @param failure what was thrown on this thread
     */
    public static void keep(Throwable failure) {
        caused(failure);
    }

    private static boolean isInterrupt(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof FileLockInterruptionException) {
                return true;
            }
            if (cause instanceof ExecutionException || cause instanceof CompletionException) {
                // What is behind it was thrown on another thread.
                return false;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Runs something to its end before the thread is interrupted.
     *
     * @param work what must not be given up half way; what it waits for must end by itself
     */
    public static void after(Runnable work) {
        boolean interrupted = Thread.interrupted();
        try {
            work.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Waits for the threads of an executor to end, interrupted or not.
     *
     * @param executor is shut down
     * @param patience the longest wait
     * @return whether they have ended
     */
    public static boolean awaitEnd(ExecutorService executor, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return executor.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
