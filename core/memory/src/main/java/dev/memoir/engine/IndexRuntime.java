package dev.memoir.engine;

import dev.memoir.index.MemoryIndex;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An index, the embedder whose vectors it holds, and what works on the two: they are changed together or not at all.
 * Thread-safe.
 */
final class IndexRuntime {

    private final MemoryIndex index;
    private final FaultTolerantEmbedder embedding;
    private final IndexProjector projection;
    private final SearchService searching;
    private final WriteService writing;

    /** Read: in use. Written: retired. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private boolean retired;

    IndexRuntime(
            MemoryIndex index,
            FaultTolerantEmbedder embedding,
            IndexProjector projection,
            SearchService searching,
            WriteService writing) {
        this.index = index;
        this.embedding = embedding;
        this.projection = projection;
        this.searching = searching;
        this.writing = writing;
    }

    FaultTolerantEmbedder embedding() {
        return embedding;
    }

    IndexProjector projection() {
        return projection;
    }

    SearchService searching() {
        return searching;
    }

    WriteService writing() {
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
