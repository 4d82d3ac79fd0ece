// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * Holds the index runtime in use, and replaces it: searches continue throughout, each from beginning to end on one
 * index with its own embedder; writes wait while the new index takes over the last changes. Thread-safe.
 */
final class IndexHolder implements AutoCloseable {

    /** Read lock: a write is in progress. Write lock: the last changes are taken over. */
    private final ReentrantReadWriteLock writes = new ReentrantReadWriteLock();

    private volatile IndexRuntime current;

    IndexHolder(IndexRuntime first) {
        current = first;
    }

    /** {@return the runtime in use; it may be replaced at any time} */
    IndexRuntime current() {
        return current;
    }

    /** Runs a task with the runtime in use, which stays open until the task is done. */
    <T> T use(Function<IndexRuntime, T> work) {
        IndexRuntime runtime = current;
        while (!runtime.enter()) {
            runtime = current;
        }
        try {
            return work.apply(runtime);
        } finally {
            runtime.leave();
        }
    }

    /** Runs a task that writes, with the runtime in use. */
    <T> T write(Function<IndexRuntime, T> work) {
        writes.readLock().lock();
        try {
            return use(work);
        } finally {
            writes.readLock().unlock();
        }
    }

    /** Applies new changes of the ledger to the index in use. */
    void follow() {
        use(runtime -> {
            runtime.projection().follow();
            return runtime;
        });
    }

    /**
     * Replaces the runtime in use, once the next one has applied the last writes.
     *
     * @param next a runtime that is almost up to date
     * @return the previous runtime, which is still open
     */
    IndexRuntime replace(IndexRuntime next) {
        writes.writeLock().lock();
        try {
            next.projection().complete();
            IndexRuntime before = current;
            current = next;
            return before;
        } finally {
            writes.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        current.retire();
    }
}
