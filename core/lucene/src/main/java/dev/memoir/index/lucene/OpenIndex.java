package dev.memoir.index.lucene;

import dev.memoir.index.IndexPosition;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
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

/**
 * One opening of a Lucene index: its writer, and searchers that see what it wrote. A writer that fails beyond repair closes
 * itself; the searchers go on. Written by one thread at a time, searched by any.
 */
final class OpenIndex {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIndex.class);

    private static final double BUFFER_MEGABYTES = 64;

    /**
     * Segments up to this size are kept in memory until a commit, up to that much in all: each add makes one of some
     * kilobytes, and twenty small files for it would cost 10 ms of an add's 17.
     */
    private static final double MERGE_MEGABYTES = 5;

    private static final double CACHE_MEGABYTES = 60;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final int dimension;
    private final IndexPosition position;

    private OpenIndex(Directory directory, int dimension) throws IOException {
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

    /**
     * {@return the index of a folder} If there is none, or none that can be read, or one of another dimension, a new and empty
     * one takes its place, to be filled from the ledger.
     */
    static OpenIndex of(Path path, int dimension) throws IOException {
        return of(path, dimension, false);
    }

    /**
     * {@return the same index, opened again at its last commit after a write has failed} Searches go on in this one until it is
     * {@linkplain #close() closed}. A disk that is full or away is no reason to begin anew.
     */
    OpenIndex again(Path path) throws IOException {
        LOG.debug("A write to the index in {} failed; it is opened again.", path, writer.getTragicException());
        try {
            // Waits for the thread whose failure closes the writer, and so for the lock.
            writer.rollback();
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The index in {} did not close cleanly.", path, e);
        }
        return of(path, dimension, true);
    }

    private static OpenIndex of(Path path, int dimension, boolean again) throws IOException {
        Directory directory = new NRTCachingDirectory(FSDirectory.open(path), MERGE_MEGABYTES, CACHE_MEGABYTES);
        try {
            return new OpenIndex(directory, dimension);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            if (again && !unreadable(e)) {
                throw e;
            }
            LOG.warn("The index in {} cannot be read and is filled from the ledger again.", path, e);
            for (String file : directory.listAll()) {
                directory.deleteFile(file);
            }
            return new OpenIndex(directory, dimension);
        }
    }

    private static boolean unreadable(Exception failure) {
        return !(failure instanceof IOException)
                || failure instanceof CorruptIndexException
                || failure instanceof IndexFormatTooOldException
                || failure instanceof IndexFormatTooNewException
                || failure instanceof EOFException
                || failure instanceof FileNotFoundException
                || failure instanceof NoSuchFileException;
    }

    /** {@return whether it can be written} */
    boolean isWritable() {
        return writer.isOpen();
    }

    /** {@return the position of the commit that it was opened at} */
    IndexPosition position() {
        return position;
    }

    IndexWriter writer() {
        return writer;
    }

    SearcherManager searchers() {
        return searchers;
    }

    /** Sets the position that the next commit keeps. */
    void reached(IndexPosition upTo) {
        writer.setLiveCommitData(CommitData.of(upTo, dimension).entrySet());
    }

    /** Merges that are under way are given up: of a million vectors one takes minutes, and the next writer begins it again. */
    void close() throws IOException {
        searchers.close();
        if (!writer.isOpen()) {
            // The directory would write what it has cached into files that are another's now, or unused.
            return;
        }
        try (directory) {
            try {
                writer.commit();
            } finally {
                writer.rollback();
            }
        }
    }

    /** What a commit says of itself. */
    private static final class CommitData {

        static Map<String, String> of(IndexPosition position, int dimension) {
            Map<String, String> data = new HashMap<>();
            data.put("ledger", position.ledgerId());
            data.put("embedder", position.embedderId());
            data.put("sequence", Long.toString(position.sequence()));
            data.put("dimension", Integer.toString(dimension));
            data.put("version", IndexFields.VERSION);
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
            if (!IndexFields.VERSION.equals(data.get("version"))) {
                throw new IllegalStateException(
                        "its fields are of version " + data.get("version") + ", not " + IndexFields.VERSION);
            }
            return new IndexPosition(
                    data.getOrDefault("ledger", ""),
                    data.getOrDefault("embedder", ""),
                    Long.parseLong(data.getOrDefault("sequence", "0")));
        }
    }
}
