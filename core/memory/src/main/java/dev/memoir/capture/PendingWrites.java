// SPDX-License-Identifier: Apache-2.0
package dev.memoir.capture;

import dev.memoir.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Tracks the writes that are not complete yet, so that a caller can wait for those of a scope. Thread-safe. */
final class PendingWrites {

    private final Set<Write> pending = ConcurrentHashMap.newKeySet();

    /** Registers a write to a scope; it is pending until it is completed. */
    Write begin(Scope scope) {
        Write write = new Write(scope);
        pending.add(write);
        return write;
    }

    int count() {
        return pending.size();
    }

    /**
     * Waits until all writes that have begun so far to the chosen scopes are complete.
     *
     * @return whether they are; false after the timeout or if the thread is interrupted
     */
    boolean await(Predicate<Scope> which, Duration timeout) {
        return await(of(which), timeout);
    }

    /**
     * Discards the writes that have begun so far to the chosen scopes: each is skipped if it has not started, and not
     * attempted again if it has. Waits until they are complete.
     *
     * @return whether they are; false after the timeout or if the thread is interrupted
     */
    boolean discard(Predicate<Scope> which, Duration timeout) {
        List<Write> discarded = of(which);
        discarded.forEach(write -> write.discarded = true);
        return await(discarded, timeout);
    }

    private List<Write> of(Predicate<Scope> which) {
        return pending.stream().filter(write -> which.test(write.scope)).toList();
    }

    private static boolean await(List<Write> writes, Duration timeout) {
        CompletableFuture<Void> all =
                CompletableFuture.allOf(writes.stream().map(write -> write.done).toArray(CompletableFuture<?>[]::new));
        if (all.isDone()) {
            return true;
        }
        try {
            all.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("A write must always complete normally.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One write to a scope. */
    final class Write {

        private final Scope scope;
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private volatile boolean discarded;

        private Write(Scope scope) {
            this.scope = scope;
        }

        /** Returns whether the scope has been forgotten since the write began. */
        boolean isDiscarded() {
            return discarded;
        }

        /** Ends the write, whether or not it succeeded. */
        void complete() {
            pending.remove(this);
            done.complete(null);
        }
    }
}
