// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.index.MemoryIndex;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Bundles an index, the embedder that made its vectors, and the services on the two: they are replaced together or not
 * at all. Thread-safe.
 */
final class IndexRuntime {

    private final MemoryIndex index;
    private final FaultTolerantEmbedder embedding;
    private final IndexProjector projection;
    private final SearchService searching;
    private final WriteService writing;

    /** Read lock: in use. Write lock: being retired. */
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

    /** {@return whether it may be used, until {@link #leave()}; false if it is retired} */
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

    /** Waits for its users, admits no new ones, and closes the index. Further calls have no effect. */
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
