package dev.memoir.index.flat;

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
 * A memory's index in any vector store that filters and removes.
 *
 * <p>A store is tried when it is opened, and refused if it does not filter, does not remove, takes no ids or measures
 * something else than the cosine. Scopes, types, conversations, expiry and metadata that must equal something are conditions
 * of the store's search; other filters are asked of what it finds, on a pool that grows until there is enough. The store may
 * hold other documents, which are neither found nor removed.
 *
 * <p>It matches no words. So names and numbers are found less surely than with the embedded index, what has no vector yet is
 * not found before it has one, and every recollection says so. Where a store does not replace a document, a change takes it
 * out first, and a search in that moment misses it.
 *
 * <p>The position is kept in the store beside the documents, now and then and when the index is closed: after a crash what
 * came since is applied again, and where a store does not last, the index is filled from the ledger, without embedding
 * anything again. Thread-safe if the store is.
 */
public final class VectorStoreIndex implements MemoryIndex {

    private static final Logger LOG = LoggerFactory.getLogger(VectorStoreIndex.class);

    /** The name of an index where no other is given. */
    public static final String DEFAULT_COLLECTION = "memoir";

    /** How long a store that is tried may take to show what was written; the slow ones take seconds. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** By how much a pool grows in which too little is admitted. */
    private static final int WIDER = 4;

    /** Places to ask for at once: each is a value in the store's filter. */
    private static final int PLACES = 100;

    /** How many changes may be applied again after a crash. */
    private static final int UNSAVED = 1_000;

    private final VectorStoreAdapter store;
    private final String collection;
    private final StoreCapabilities traits;
    private final ProbeSamples samples;
    private final StoredPosition stored;
    private volatile IndexPosition position;
    private int unsaved;

    private VectorStoreIndex(VectorStoreAdapter store, String collection, ProbeSamples samples, Duration patience) {
        this.store = store;
        this.collection = collection;
        this.samples = samples;
        traits = CapabilityProbe.of(store, collection, samples, patience);
        stored = new StoredPosition(store, collection, samples);
        position = stored.read();
    }

    /**
     * Opens an index in a store that takes vectors.
     *
     * @param store the store, closed with the index
     * @param collection the index's name; two memories in one store need two
     * @param dimension of the vectors
     * @param patience how long the store may take to show what was written while it is tried
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or cannot do what a memory needs
     */
    public static VectorStoreIndex open(VectorStoreAdapter store, String collection, int dimension, Duration patience) {
        return new VectorStoreIndex(store, collection, ProbeSamples.of(dimension), patience);
    }

    /**
     * Opens an index in a store that embeds texts by itself.
     *
     * @param store the store, closed with the index
     * @param collection the index's name; two memories in one store need two
     * @param embedding the memory's way from texts to vectors of length 1, with which the store must agree
     * @param patience how long the store may take to show what was written while it is tried
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or cannot do what a memory needs
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

    /** For stores that remove by id alone. */
    private void removeOneByOne(List<VectorStoreCondition> all) {
        List<String> before = List.of();
        while (true) {
            List<String> ids = store.search(samples.position(), Math.min(UNSAVED, store.widest()), all).stream()
                    .map(VectorHit::id)
                    .toList();
            if (ids.isEmpty()) {
                return;
            }
            if (ids.equals(before)) {
                throw new MemoryIndexException(store.name()
                        + " does not remove what is to be removed. Empty it, or give" + " the index another name.");
            }
            store.remove(ids);
            before = ids;
        }
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        List<String> gone = new ArrayList<>();
        List<VectorStoreDocument> put = new ArrayList<>();
        for (IndexChange change : changes) {
            boolean findable =
                    change instanceof IndexChange.Put p && p.document().vector() != null;
            if (!findable || !traits.replaces()) {
                gone.add(VectorStoreDocument.id(collection, change.ref()));
            }
            if (findable) {
                put.add(flat((IndexChange.Put) change));
            }
        }
        store.remove(gone);
        store.add(put);
        position = upTo;
        unsaved += changes.size();
        if (unsaved >= UNSAVED) {
            save(upTo);
        }
    }

    private VectorStoreDocument flat(IndexChange.Put put) {
        VectorStoreDocument flat = VectorStoreDocument.of(collection, put.document());
        return traits.entries()
                ? flat.with(VectorStoreMetadata.of(put.document().metadata()))
                : flat;
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return found(query, query.pool(), VectorStoreCondition.of(collection, query));
    }

    @Override
    public List<Candidate> at(IndexQuery query, Collection<TurnPosition> positions) {
        List<TurnPosition> places = List.copyOf(positions);
        List<Candidate> found = new ArrayList<>();
        for (int from = 0; from < places.size(); from += PLACES) {
            List<TurnPosition> some = places.subList(from, Math.min(places.size(), from + PLACES));
            found.addAll(found(query, some.size(), VectorStoreCondition.at(collection, query, some)));
        }
        return found;
    }

    /** What the filter admits of what the store finds, from a pool that grows as long as that is too little. */
    private List<Candidate> found(IndexQuery query, int most, List<VectorStoreCondition> conditions) {
        float[] vector = query.vector();
        if (vector == null || query.types().isEmpty()) {
            return List.of();
        }
        List<VectorStoreCondition> all = new ArrayList<>(conditions);
        if (traits.entries()) {
            all.addAll(VectorStoreMetadata.narrowing(query.filter()));
        }
        VectorQuery question = new VectorQuery(query.text(), vector);
        for (int pool = first(query, most); ; pool = Math.min(store.widest(), pool * WIDER)) {
            List<VectorHit> found = asked(question, pool, all);
            List<Candidate> admitted = admitted(query, found);
            if (admitted.size() >= most || found.size() < pool || pool >= store.widest()) {
                return traits.entries() && admitted.size() > most ? admitted.subList(0, most) : admitted;
            }
        }
    }

    /**
     * A store that fails to search is asked once more, unless nobody answered: Chroma 1.0 answers 1 search of 18,000 with
     * "Error finding id" while another client writes (4 clients searching 18 collections of 100 documents as they were filled).
     */
    private List<VectorHit> asked(VectorQuery question, int most, List<VectorStoreCondition> conditions) {
        try {
            return store.search(question, most, conditions);
        } catch (MemoryIndexUnavailableException e) {
            throw e;
        } catch (MemoryIndexException e) {
            LOG.debug("{} failed to search and is asked once more.", store.name(), e);
            return store.search(question, most, conditions);
        }
    }

    /** Where the store keeps no metadata of the application, its filter is left to the memory, which needs more to choose from. */
    private int first(IndexQuery query, int most) {
        boolean unfiltered = traits.entries() || query.filter().equals(Filter.all());
        return Math.min(store.widest(), unfiltered ? most : WIDER * most);
    }

    private List<Candidate> admitted(IndexQuery query, List<VectorHit> found) {
        Map<ItemRef, Candidate> admitted = new LinkedHashMap<>();
        for (VectorHit hit : found) {
            Candidate candidate = VectorStoreDocument.candidate(hit.metadata(), traits.cosine(hit));
            boolean fits = !traits.entries() || query.filter().test(VectorStoreMetadata.read(hit.metadata()));
            if (candidate != null && fits) {
                admitted.putIfAbsent(candidate.ref(), candidate);
            }
        }
        return List.copyOf(admitted.values());
    }

    /** What a store keeps of removed documents is the store's; this makes the position durable. */
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
            LOG.warn("The index could not note how far it is: what came since is applied again when it is opened.", e);
        } finally {
            store.close();
        }
    }
}
