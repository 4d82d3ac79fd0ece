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
 * A Lucene index on disk: one writer, searchers that see what it wrote, and a position committed with it. All that writes runs on
 * a thread of the store's own. After a write that failed, the index is opened again when its position is next asked for.
 * Thread-safe.
 */
final class LuceneStore implements AutoCloseable {

    /** Changes between commits: a commit waits for the disk, and what a crash takes is applied again in a second. */
    private static final int COMMIT_EVERY = 10_000;

    private final Path path;
    private final WriterThread thread;

    /** Replaced by the writer thread. */
    private volatile OpenIndex open;

    private volatile IndexPosition position;
    private volatile boolean closed;

    /** A write failed: what the writer holds is not known, if it has not closed itself. */
    private volatile boolean failed;

    /** Used by the writer thread. */
    private int uncommitted;

    /** Writes something. */
    interface Writing {
        void to(IndexWriter writer) throws IOException;
    }

    /** Searches for something. */
    interface Searching<T> {
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
     * {@return where the index is} After a failure that is where the last commit is: whoever writes asks first. A merge in the
     * background fails too.
     */
    IndexPosition position() {
        if (isBroken()) {
            run("opened again", this::reopen);
        }
        return position;
    }

    private boolean isBroken() {
        return !closed && (failed || !open.isWritable());
    }

    private void reopen() throws IOException {
        if (isBroken()) {
            OpenIndex before = open;
            open = before.again(path);
            position = open.position();
            uncommitted = 0;
            failed = false;
            before.close();
        }
    }

    void write(String what, Writing writing, IndexPosition upTo, boolean durable) {
        run(what, () -> {
            writing.to(open.writer());
            open.reached(upTo);
            open.searchers().maybeRefreshBlocking();
            position = upTo;
            if (durable || ++uncommitted >= COMMIT_EVERY) {
                commitNow();
            }
        });
    }

    <T> T search(Searching<T> searching) {
        try {
            SearcherManager searchers = open.searchers();
            IndexSearcher searcher = acquired(searchers);
            while (searcher == null) {
                searchers = open.searchers();
                searcher = acquired(searchers);
            }
            try {
                return searching.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failed("searched", path, e);
        }
    }

    /** {@return a searcher; null if the index was opened again in this moment} */
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
        run("cleared of what was forgotten", () -> {
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

    /** Further calls do nothing. */
    @Override
    public void close() {
        run("closed", () -> {
            if (!closed) {
                closed = true;
                open.close();
            }
        });
    }

    /** What the writer thread does. */
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
            // Of what it was given, such as a vector of another length than those before: no disk is to blame.
            throw new MemoryIndexIncompatibleException(
                    "The index in " + path + " cannot be " + what + ": it does not take what it is given (" + e
                            + "). With the memory closed, delete the folder: it is filled from the ledger again. If that"
                            + " does not help, keep the index elsewhere: LongTermMemoryBuilder.index.",
                    e);
        }
    }

    private static MemoryIndexException failed(String what, Path path, Exception cause) {
        // A writer that has closed itself says only that; what made it do so is behind it.
        Throwable actual =
                cause instanceof AlreadyClosedException && cause.getCause() != null ? cause.getCause() : cause;
        return new MemoryIndexException(
                "The index in " + path + " cannot be " + what + " (" + actual
                        + "). See that its disk is writable and has room; or, with the memory closed, delete the"
                        + " folder: it is filled from the ledger again.",
                cause);
    }
}
