// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.Filter;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of a memory in any vector store that filters and removes documents.
 *
 * <p>A store is probed when it is opened, and rejected if it does not filter, does not remove, accepts no ids or does
 * not measure the cosine. Scopes, types, conversations, expiry and equality of metadata are conditions of the store's
 * search; other filters are evaluated on its hits, with a pool that grows until there are enough. The store may contain
 * other documents, which are neither found nor removed.
 *
 * <p>It does not match words. So names and numbers are found less reliably than with the embedded index, an item
 * without a vector is not found until it has one, and every search result reports this. If a store does not replace
 * documents, a change removes the old version first, and a concurrent search may miss it.
 *
 * <p>The position is stored as another document, occasionally and on close: after a crash, the changes since are
 * applied again, and if a store is not persistent, the index is filled from the ledger without embedding anything
 * again. Thread-safe if the store is.
 */
public final class VectorStoreIndex implements MemoryIndex {

    private static final Logger LOG = LoggerFactory.getLogger(VectorStoreIndex.class);

    /** The default name of an index. */
    public static final String DEFAULT_COLLECTION = "memoir";

    /** How long a probed store may take to show what was written; slow ones take seconds. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The growth factor of a pool with too few admitted hits. */
    private static final int GROWTH = 4;

    /** The number of positions per search: each is a value in the store's filter. */
    private static final int MAX_POSITIONS = 100;

    /** The maximum number of changes that are applied again after a crash. */
    private static final int MAX_UNSAVED = 1_000;

    private final VectorStoreAdapter store;
    private final String collection;
    private final StoreCapabilities capabilities;
    private final ProbeSamples samples;
    private final StoredPosition stored;
    private volatile IndexPosition position;
    private int unsaved;

    private VectorStoreIndex(VectorStoreAdapter store, String collection, ProbeSamples samples, Duration patience) {
        this.store = store;
        this.collection = collection;
        this.samples = samples;
        capabilities = CapabilityProbe.of(store, collection, samples, patience);
        stored = new StoredPosition(store, collection, samples);
        position = stored.read();
    }

    /**
     * Opens an index in a store that takes vectors.
     *
     * @param store the store, closed with the index
     * @param collection the index's name; two memories in one store need different names
     * @param dimension the dimension of the vectors
     * @param patience how long the store may take to show what was written while it is probed
     * @return the index
     * @throws MemoryIndexException if the store is unreachable, or lacks something a memory needs
     */
    public static VectorStoreIndex open(VectorStoreAdapter store, String collection, int dimension, Duration patience) {
        return new VectorStoreIndex(store, collection, ProbeSamples.of(dimension), patience);
    }

    /**
     * Opens an index in a store that embeds texts itself.
     *
     * @param store the store, closed with the index
     * @param collection the index's name; two memories in one store need different names
     * @param embedding embeds texts with the memory's embedder, as vectors of length 1, with which the store must agree
     * @param patience how long the store may take to show what was written while it is probed
     * @return the index
     * @throws MemoryIndexException if the store is unreachable, or lacks something a memory needs
     */
    public static VectorStoreIndex open(
            VectorStoreAdapter store,
            String collection,
            Function<List<String>, List<float[]>> embedding,
            Duration patience) {
        return new VectorStoreIndex(store, collection, ProbeSamples.of(embedding), patience);
    }

    @Override
    public IndexPosition position() {
        return position;
    }

    @Override
    public boolean matchesWords() {
        return false;
    }

    @Override
    public void reset(IndexPosition start) {
        stored.forget();
        position = IndexPosition.NONE;
        List<VectorStoreCondition> all = List.of(VectorStoreCondition.collection(collection));
        if (!store.removeWhere(all)) {
            removeOneByOne(all);
        }
        save(start);
    }

    /** For stores that only remove by id. */
    private void removeOneByOne(List<VectorStoreCondition> all) {
        List<String> before = List.of();
        while (true) {
            List<String> ids = store.search(samples.position(), Math.min(MAX_UNSAVED, store.maxResults()), all).stream()
                    .map(VectorHit::id)
                    .toList();
            if (ids.isEmpty()) {
                return;
            }
            if (ids.equals(before)) {
                throw new MemoryIndexException(
                        store.name() + " does not remove documents. Empty it, or give the index another name.");
            }
            store.remove(ids);
            before = ids;
        }
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        List<String> removed = new ArrayList<>();
        List<VectorStoreDocument> put = new ArrayList<>();
        for (IndexChange change : changes) {
            boolean findable =
                    change instanceof IndexChange.Put p && p.document().vector() != null;
            if (!findable || !capabilities.replaces()) {
                removed.add(VectorStoreDocument.id(collection, change.ref()));
            }
            if (findable) {
                put.add(storedForm((IndexChange.Put) change));
            }
        }
        store.remove(removed);
        store.add(put);
        position = upTo;
        unsaved += changes.size();
        if (unsaved >= MAX_UNSAVED) {
            save(upTo);
        }
    }

    private VectorStoreDocument storedForm(IndexChange.Put put) {
        VectorStoreDocument storedForm = VectorStoreDocument.of(collection, put.document());
        return capabilities.entries()
                ? storedForm.with(VectorStoreMetadata.of(put.document().metadata()))
                : storedForm;
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return found(query, query.pool(), VectorStoreCondition.of(collection, query));
    }

    @Override
    public List<Candidate> searchAt(IndexQuery query, Collection<TurnPosition> positions) {
        List<TurnPosition> all = List.copyOf(positions);
        List<Candidate> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_POSITIONS) {
            List<TurnPosition> chunk = all.subList(from, Math.min(all.size(), from + MAX_POSITIONS));
            found.addAll(found(query, chunk.size(), VectorStoreCondition.at(collection, query, chunk)));
        }
        return found;
    }

    /** The hits that the filter admits, from a pool that grows as long as they are too few. */
    private List<Candidate> found(IndexQuery query, int limit, List<VectorStoreCondition> conditions) {
        float[] vector = query.vector();
        if (vector == null || query.types().isEmpty()) {
            return List.of();
        }
        List<VectorStoreCondition> all = new ArrayList<>(conditions);
        if (capabilities.entries()) {
            all.addAll(VectorStoreMetadata.narrowing(query.filter()));
        }
        VectorQuery vectorQuery = new VectorQuery(query.text(), vector);
        for (int pool = initialPool(query, limit); ; pool = Math.min(store.maxResults(), pool * GROWTH)) {
            List<VectorHit> found = searchWithRetry(vectorQuery, pool, all);
            List<Candidate> admitted = admitted(query, found);
            if (admitted.size() >= limit || found.size() < pool || pool >= store.maxResults()) {
                return capabilities.entries() && admitted.size() > limit ? admitted.subList(0, limit) : admitted;
            }
        }
    }

    /**
     * A failed search is repeated once, unless nothing responded. Chroma 1.0 answers 1 search of 18,000 with "Error
     * finding id" while another client writes (4 clients searching 18 collections of 100 documents as they were
     * filled).
     */
    private List<VectorHit> searchWithRetry(VectorQuery vectorQuery, int limit, List<VectorStoreCondition> conditions) {
        try {
            return store.search(vectorQuery, limit, conditions);
        } catch (MemoryIndexUnavailableException e) {
            throw e;
        } catch (MemoryIndexException e) {
            LOG.debug("{} failed to search; the search is repeated once.", store.name(), e);
            return store.search(vectorQuery, limit, conditions);
        }
    }

    /**
     * If the store does not keep the application's metadata, the index evaluates the filter itself and needs more hits
     * to choose from.
     */
    private int initialPool(IndexQuery query, int limit) {
        boolean unfiltered = capabilities.entries() || query.filter().equals(Filter.all());
        return Math.min(store.maxResults(), unfiltered ? limit : GROWTH * limit);
    }

    private List<Candidate> admitted(IndexQuery query, List<VectorHit> found) {
        Map<ItemRef, Candidate> admitted = new LinkedHashMap<>();
        for (VectorHit hit : found) {
            Candidate candidate = VectorStoreDocument.candidate(hit.metadata(), capabilities.cosine(hit));
            boolean fits = !capabilities.entries() || query.filter().test(VectorStoreMetadata.read(hit.metadata()));
            if (candidate != null && fits) {
                admitted.putIfAbsent(candidate.ref(), candidate);
            }
        }
        return List.copyOf(admitted.values());
    }

    /** What the store retains of removed documents is up to the store; this makes the position durable. */
    @Override
    public void purge() {
        flush();
    }

    @Override
    public void flush() {
        if (unsaved > 0) {
            save(position);
        }
    }

    private void save(IndexPosition reached) {
        stored.write(reached);
        position = reached;
        unsaved = 0;
    }

    @Override
    public void close() {
        try {
            flush();
        } catch (MemoryIndexException e) {
            LOG.warn(
                    "The index could not store its position: the changes since are applied again at the next opening.",
                    e);
        } finally {
            store.close();
        }
    }
}
