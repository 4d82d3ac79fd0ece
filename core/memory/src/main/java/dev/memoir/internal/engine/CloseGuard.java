// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.MemoryClosedException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** Admits calls until it is shut; shutting waits for calls in progress. Thread-safe. */
final class CloseGuard {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean shut;

    <T> T pass(Supplier<T> call) {
        lock.readLock().lock();
        try {
            if (shut) {
                throw new MemoryClosedException("The memory is closed. Open it again, or close it later.");
            }
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Shuts, and runs an action once no call is in progress; does nothing the second time. */
    void shut(Runnable then) {
        lock.writeLock().lock();
        try {
            if (!shut) {
                shut = true;
                then.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
