package dev.memoir.engine;

import dev.memoir.index.MemoryIndex;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An index, the embedder whose vectors it holds, and what works on the two: they are changed together or not at all.
 * Thread-safe.
 */
final class Serving {

    private final MemoryIndex index;
    private final Embedding embedding;
    private final Projection projection;
    private final Searching searching;
    private final Writing writing;

    /** Read: in use. Written: retired. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private boolean retired;

    Serving(MemoryIndex index, Embedding embedding, Projection projection, Searching searching, Writing writing) {
        this.index = index;
        this.embedding = embedding;
        this.projection = projection;
        this.searching = searching;
        this.writing = writing;
    }

    Embedding embedding() {
        return embedding;
    }

    Projection projection() {
        return projection;
    }

    Searching searching() {
        return searching;
    }

    Writing writing() {
        return writing;
    }

    /** {@return whether it may be used, until {@link #leave()}; false when it is retired} */
    boolean enter() {
        use.readLock().lock();
        if (retired) {
            use.readLock().unlock();
            return false;
        }
        return true;
    }

    void leave() {
        use.readLock().unlock();
    }

    /** Waits for those who use it, lets nobody in any more, and closes the index. Further calls do nothing. */
    void retire() {
        use.writeLock().lock();
        try {
            if (retired) {
                return;
            }
            retired = true;
        } finally {
            use.writeLock().unlock();
        }
        index.close();
    }
}
