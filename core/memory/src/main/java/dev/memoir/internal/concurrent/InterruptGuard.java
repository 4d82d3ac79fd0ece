// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.concurrent;

import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Handles interrupts of application threads that call the memory. An interrupt may fail the interrupted call but no
 * other one, and it belongs to the caller: it is never cleared permanently. Thread-safe.
 */
public final class InterruptGuard {

    private static final int MAX_CAUSE_DEPTH = 20;

    private InterruptGuard() {}

    /**
     * {@return whether a failure results from an interrupt of this thread and thus says nothing about what failed} If a
     * library has cleared the interrupt, the thread is interrupted again.
     *
     * @param failure the exception thrown on this thread
     */
    public static boolean caused(Throwable failure) {
        Thread thread = Thread.currentThread();
        if (!thread.isInterrupted() && isInterrupt(failure)) {
            thread.interrupt();
        }
        return thread.isInterrupted();
    }

    /**
     * Interrupts this thread again if a failure results from an interrupt that a library has cleared.
     *
     * @param failure the exception thrown on this thread
     */
    public static void keep(Throwable failure) {
        caused(failure);
    }

    private static boolean isInterrupt(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSE_DEPTH; depth++) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof FileLockInterruptionException) {
                return true;
            }
            if (cause instanceof ExecutionException || cause instanceof CompletionException) {
                // Its cause was thrown on another thread.
                return false;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Runs work to completion before the thread is interrupted.
     *
     * @param work work that must not be abandoned halfway; anything it waits for must end on its own
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
     * Waits for an executor's threads to end, even if interrupted.
     *
     * @param executor an executor that is shut down
     * @param patience the maximum wait
     * @return whether the threads have ended
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
