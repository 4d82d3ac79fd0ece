// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.index.IndexPosition;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/**
 * A Lucene index on disk: one writer, searchers that see its changes, and a position that is committed with them. All
 * writes run on the store's own thread. After a failed write, the index is reopened when its position is next
 * requested. Thread-safe.
 */
final class LuceneStore implements AutoCloseable {

    /**
     * The number of writes between commits: a commit waits for the disk, and changes lost in a crash are reapplied
     * within a second.
     */
    private static final int WRITES_PER_COMMIT = 10_000;

    private final Path path;
    private final WriterThread thread;

    /** Replaced by the writer thread. */
    private volatile OpenIndex open;

    private volatile IndexPosition position;
    private volatile boolean closed;

    /** A write has failed, so the state of the writer is unknown, unless it has closed itself. */
    private volatile boolean failed;

    /** Used by the writer thread. */
    private int uncommitted;

    /** Changes the index. */
    interface WriteAction {
        void to(IndexWriter writer) throws IOException;
    }

    /** Searches the index. */
    interface SearchAction<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    private LuceneStore(Path path, WriterThread thread, OpenIndex open) {
        this.path = path;
        this.thread = thread;
        this.open = open;
        this.position = open.position();
    }

    static LuceneStore open(Path path, int dimension) {
        WriterThread thread = new WriterThread();
        try {
            return new LuceneStore(path, thread, thread.run(() -> OpenIndex.of(path, dimension)));
        } catch (LockObtainFailedException e) {
            throw failed("opened: another process or memory holds it; close that one", path, e);
        } catch (IOException e) {
            throw failed("opened", path, e);
        }
    }

    /**
     * {@return the position of the index} After a failure this is the position of the last commit, so callers must
     * request it before writing. Background merges can fail too.
     */
    IndexPosition position() {
        if (isBroken()) {
            run("reopened", this::reopen);
        }
        return position;
    }

    private boolean isBroken() {
        return !closed && (failed || !open.isWritable());
    }

    private void reopen() throws IOException {
        if (isBroken()) {
            OpenIndex before = open;
            open = before.reopened(path);
            position = open.position();
            uncommitted = 0;
            failed = false;
            before.close();
        }
    }

    void write(String what, WriteAction action, IndexPosition upTo, boolean durable) {
        run(what, () -> {
            action.to(open.writer());
            open.setPosition(upTo);
            open.searchers().maybeRefreshBlocking();
            position = upTo;
            if (durable || ++uncommitted >= WRITES_PER_COMMIT) {
                commitNow();
            }
        });
    }

    <T> T search(SearchAction<T> action) {
        try {
            SearcherManager searchers = open.searchers();
            IndexSearcher searcher = acquired(searchers);
            while (searcher == null) {
                searchers = open.searchers();
                searcher = acquired(searchers);
            }
            try {
                return action.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failed("searched", path, e);
        }
    }

    /** {@return a searcher; null if the index was reopened concurrently} */
    private @Nullable IndexSearcher acquired(SearcherManager searchers) throws IOException {
        try {
            return searchers.acquire();
        } catch (AlreadyClosedException e) {
            if (searchers == open.searchers()) {
                throw e;
            }
            return null;
        }
    }

    void purge() {
        run("purged of deleted items", () -> {
            open.writer().forceMergeDeletes(true);
            commitNow();
            open.searchers().maybeRefreshBlocking();
            open.writer().deleteUnusedFiles();
        });
    }

    void commit() {
        run("made durable", this::commitNow);
    }

    private void commitNow() throws IOException {
        open.writer().commit();
        uncommitted = 0;
    }

    /** Closes the index. Further calls have no effect. */
    @Override
    public void close() {
        run("closed", () -> {
            if (!closed) {
                closed = true;
                open.close();
            }
        });
    }

    /** A task of the writer thread. */
    private interface Task {
        void run() throws IOException;
    }

    private void run(String what, Task task) {
        try {
            thread.run(() -> {
                task.run();
                return true;
            });
        } catch (IOException | AlreadyClosedException e) {
            failed = true;
            throw failed(what, path, e);
        } catch (IllegalArgumentException e) {
            // Caused by the input, such as a vector of another dimension, and not by the disk.
            throw new MemoryIndexIncompatibleException(
                    "The index in " + path + " cannot be " + what + ": it rejects its input (" + e
                            + "). Close the memory and delete the folder: the index is rebuilt from the ledger. If that"
                            + " does not help, configure another index with LongTermMemoryBuilder.index.",
                    e);
        }
    }

    private static MemoryIndexException failed(String what, Path path, Exception cause) {
        // A writer that closed itself reports only that; the actual reason is its cause.
        Throwable actual =
                cause instanceof AlreadyClosedException && cause.getCause() != null ? cause.getCause() : cause;
        return new MemoryIndexException(
                "The index in " + path + " cannot be " + what + " (" + actual
                        + "). Check that its disk is writable and has free space, or close the memory and delete the"
                        + " folder: the index is rebuilt from the ledger.",
                cause);
    }
}
