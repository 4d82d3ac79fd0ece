package dev.memoir.index.lucene;

import dev.memoir.MemoryIndexException;
import dev.memoir.index.IndexPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NRTCachingDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Lucene index on disk: one writer, searchers that see what it wrote, and a position committed with it. Thread-safe. */
final class LuceneStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LuceneStore.class);

    /** Changes between commits: a commit waits for the disk, and what a crash takes is applied again in a second. */
    private static final int COMMIT_EVERY = 10_000;

    private static final double BUFFER_MEGABYTES = 64;

    /**
     * Segments up to this size are kept in memory until a commit, up to that much in all: each add makes one of some
     * kilobytes, and twenty small files for it would cost 10 ms of an add's 17.
     */
    private static final double MERGE_MEGABYTES = 5;

    private static final double CACHE_MEGABYTES = 60;

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final int dimension;
    private volatile IndexPosition position;
    private int uncommitted;

    /** Writes something. */
    interface Writing {
        void to(IndexWriter writer) throws IOException;
    }

    /** Searches for something. */
    interface Searching<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    private LuceneStore(Path path, Directory directory, int dimension) throws IOException {
        this.path = path;
        this.directory = directory;
        this.dimension = dimension;
        TieredMergePolicy merging = new TieredMergePolicy();
        // What is forgotten must leave the files, however little of a segment it is.
        merging.setForceMergeDeletesPctAllowed(0);
        writer = new IndexWriter(
                directory,
                new IndexWriterConfig()
                        .setCodec(UnlimitedVectorsFormat.codec())
                        .setSimilarity(KeywordQuery.BM25)
                        .setMergePolicy(merging)
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES));
        try {
            searchers = new SearcherManager(writer, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
                    IndexSearcher searcher = new IndexSearcher(reader);
                    searcher.setSimilarity(KeywordQuery.BM25);
                    // Filters are cheap terms that differ with every user: a cache of them would only be filled.
                    searcher.setQueryCache(null);
                    return searcher;
                }
            });
            position = CommitData.position(writer.getLiveCommitData(), dimension);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    static LuceneStore open(Path path, int dimension) {
        try {
            Directory directory = new NRTCachingDirectory(FSDirectory.open(path), MERGE_MEGABYTES, CACHE_MEGABYTES);
            try {
                return new LuceneStore(path, directory, dimension);
            } catch (LockObtainFailedException e) {
                throw failed("opened: another process or memory holds it; close that one", path, e);
            } catch (IOException | IllegalArgumentException | IllegalStateException e) {
                LOG.warn("The index in {} cannot be read and is filled from the ledger again.", path, e);
                for (String file : directory.listAll()) {
                    directory.deleteFile(file);
                }
                return new LuceneStore(path, directory, dimension);
            }
        } catch (IOException e) {
            throw failed("opened", path, e);
        }
    }

    IndexPosition position() {
        return position;
    }

    synchronized void write(String what, Writing writing, IndexPosition upTo, boolean durable) {
        try {
            writing.to(writer);
            writer.setLiveCommitData(CommitData.of(upTo, dimension).entrySet());
            searchers.maybeRefreshBlocking();
            position = upTo;
            if (durable || ++uncommitted >= COMMIT_EVERY) {
                commit();
            }
        } catch (IOException | AlreadyClosedException | IllegalArgumentException e) {
            throw failed(what, path, e);
        }
    }

    <T> T search(Searching<T> searching) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return searching.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failed("searched", path, e);
        }
    }

    synchronized void purge() {
        try {
            writer.forceMergeDeletes(true);
            commit();
            searchers.maybeRefreshBlocking();
            writer.deleteUnusedFiles();
        } catch (IOException | AlreadyClosedException e) {
            throw failed("cleared of what was forgotten", path, e);
        }
    }

    synchronized void commit() {
        try {
            writer.commit();
            uncommitted = 0;
        } catch (IOException | AlreadyClosedException e) {
            throw failed("made durable", path, e);
        }
    }

    /** Merges that are under way are given up: of a million vectors one takes minutes, and the next writer begins it again. */
    @Override
    public synchronized void close() {
        if (!writer.isOpen()) {
            return;
        }
        try (directory) {
            searchers.close();
            try {
                writer.commit();
            } finally {
                writer.rollback();
            }
        } catch (IOException | AlreadyClosedException e) {
            throw failed("closed", path, e);
        }
    }

    private static MemoryIndexException failed(String what, Path path, Exception cause) {
        return new MemoryIndexException(
                "The index in " + path + " cannot be " + what + " (" + cause
                        + "). See that its disk is writable and has room; or, with the memory closed, delete the"
                        + " folder: it is filled from the ledger again.",
                cause);
    }

    /** What a commit says of itself. */
    private static final class CommitData {

        static Map<String, String> of(IndexPosition position, int dimension) {
            Map<String, String> data = new HashMap<>();
            data.put("ledger", position.ledgerId());
            data.put("embedder", position.embedderId());
            data.put("sequence", Long.toString(position.sequence()));
            data.put("dimension", Integer.toString(dimension));
            data.put("version", Fields.VERSION);
            return data;
        }

        static IndexPosition position(Iterable<Map.Entry<String, String>> live, int dimension) {
            Map<String, String> data = new HashMap<>();
            if (live != null) {
                live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
            }
            if (data.isEmpty()) {
                return IndexPosition.NONE;
            }
            if (!Integer.toString(dimension).equals(data.get("dimension"))) {
                throw new IllegalStateException(
                        "its vectors have " + data.get("dimension") + " dimensions, not " + dimension);
            }
            if (!Fields.VERSION.equals(data.get("version"))) {
                throw new IllegalStateException(
                        "its fields are of version " + data.get("version") + ", not " + Fields.VERSION);
            }
            return new IndexPosition(
                    data.getOrDefault("ledger", ""),
                    data.getOrDefault("embedder", ""),
                    Long.parseLong(data.getOrDefault("sequence", "0")));
        }
    }
}
