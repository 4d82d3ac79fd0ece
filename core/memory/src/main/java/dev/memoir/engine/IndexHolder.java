package dev.memoir.engine;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * What is in use now, and how it is replaced: searches go on throughout, each from beginning to end on one index with its own
 * embedder; writes wait for the moment in which the new index takes the last of them over. Thread-safe.
 */
final class IndexHolder implements AutoCloseable {

    /** Read: a write is under way. Written: the last changes go over. */
    private final ReentrantReadWriteLock writes = new ReentrantReadWriteLock();

    private volatile IndexRuntime current;

    IndexHolder(IndexRuntime first) {
        current = first;
    }

    /** {@return what is in use; it may be replaced at any time} */
    IndexRuntime current() {
        return current;
    }

    /** Does something with what is in use, which stays open until it is done. */
    <T> T use(Function<IndexRuntime, T> work) {
        IndexRuntime serving = current;
        while (!serving.enter()) {
            serving = current;
        }
        try {
            return work.apply(serving);
        } finally {
            serving.leave();
        }
    }

    /** The same, for what writes. */
    <T> T write(Function<IndexRuntime, T> work) {
        writes.readLock().lock();
        try {
            return use(work);
        } finally {
            writes.readLock().unlock();
        }
    }

    /** Follows the ledger, with whatever is in use. */
    void follow() {
        use(serving -> {
            serving.projection().follow();
            return serving;
        });
    }

    /**
     * Puts another in the place of what is in use, once it has the last of what was written.
     *
     * @param next all but up to date
     * @return what was in use until now; it is still open
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
