// SPDX-License-Identifier: Apache-2.0
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
 * An opened Lucene index: its writer, and searchers that see its changes. A writer that fails irrecoverably closes
 * itself, while the searchers continue. Written by one thread at a time, searched by any.
 */
final class OpenIndex {

    private static final Logger LOG = LoggerFactory.getLogger(OpenIndex.class);

    private static final double BUFFER_MEGABYTES = 64;

    /**
     * Segments up to this size are cached in memory until a commit, within the total below: each add creates one of a
     * few kilobytes, and writing its twenty small files would cost 10 ms of an add's 17.
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
        TieredMergePolicy mergePolicy = new TieredMergePolicy();
        // Deleted items must be removed from the files, even if they are a tiny part of a segment.
        mergePolicy.setForceMergeDeletesPctAllowed(0);
        writer = new IndexWriter(
                directory,
                new IndexWriterConfig()
                        .setCodec(UnlimitedVectorsFormat.codec())
                        .setSimilarity(KeywordQuery.BM25)
                        .setMergePolicy(mergePolicy)
                        .setRAMBufferSizeMB(BUFFER_MEGABYTES));
        try {
            searchers = new SearcherManager(writer, new SearcherFactory() {
                @Override
                public IndexSearcher newSearcher(IndexReader reader, IndexReader previous) {
                    IndexSearcher searcher = new IndexSearcher(reader);
                    searcher.setSimilarity(KeywordQuery.BM25);
                    // Filters are cheap terms that differ per user, so that a cache would only fill up.
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
     * {@return the index in a folder} If there is none, or if it is unreadable or has another dimension, it is replaced
     * by an empty one, to be rebuilt from the ledger.
     */
    static OpenIndex of(Path path, int dimension) throws IOException {
        return of(path, dimension, false);
    }

    /**
     * {@return the same index, reopened at its last commit after a failed write} Searches continue in this one until it
     * is {@linkplain #close() closed}. A full or unavailable disk is no reason to start over.
     */
    OpenIndex reopened(Path path) throws IOException {
        LOG.debug("A write to the index in {} failed; reopening it.", path, writer.getTragicException());
        try {
            // Waits for the thread that is closing the writer after its failure, and thereby for the lock.
            writer.rollback();
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The index in {} did not close cleanly.", path, e);
        }
        return of(path, dimension, true);
    }

    private static OpenIndex of(Path path, int dimension, boolean reopened) throws IOException {
        Directory directory = new NRTCachingDirectory(FSDirectory.open(path), MERGE_MEGABYTES, CACHE_MEGABYTES);
        try {
            return new OpenIndex(directory, dimension);
        } catch (LockObtainFailedException e) {
            throw e;
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            if (reopened && !unreadable(e)) {
                throw e;
            }
            LOG.warn("The index in {} cannot be read and is rebuilt from the ledger.", path, e);
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

    /** {@return whether the index can be written} */
    boolean isWritable() {
        return writer.isOpen();
    }

    /** {@return the position of the commit at which the index was opened} */
    IndexPosition position() {
        return position;
    }

    IndexWriter writer() {
        return writer;
    }

    SearcherManager searchers() {
        return searchers;
    }

    /** Sets the position that the next commit stores. */
    void setPosition(IndexPosition upTo) {
        writer.setLiveCommitData(CommitData.of(upTo, dimension).entrySet());
    }

    /**
     * Closes the index. Running merges are aborted: one of a million vectors takes minutes, and the next writer
     * restarts it.
     */
    void close() throws IOException {
        searchers.close();
        if (!writer.isOpen()) {
            // The directory would write its cache into files that belong to another writer by now, or are unused.
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

    /** The user data of a commit. */
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
