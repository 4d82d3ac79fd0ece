package dev.memoir.spring;

import dev.memoir.Filter;
import dev.memoir.MemoryIndexException;
import dev.memoir.embed.CheckedEmbedder;
import dev.memoir.embed.Embedder;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.flat.FlatCondition;
import dev.memoir.index.flat.FlatDocument;
import dev.memoir.index.flat.FlatKeys;
import dev.memoir.index.flat.FlatMetadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.VectorStore;

/**
 * Any Spring AI vector store as a memory's index. The store's embedding model must be the memory's; see
 * {@link MemoirEmbeddingModel}, with which nothing is embedded twice.
 *
 * <p>A store is tried when it is opened, and refused if it ignores filters or removal, or measures something else than the
 * cosine. It may hold other documents: they are neither found nor removed. It matches no words, so names and numbers are
 * found less surely than with the embedded index, and every recollection says so. Of an application's filter, what asks for
 * equal values goes to the store, if the store takes metadata whose keys it has not been told; the rest is checked on what
 * is found, from a wider pool. Stores that want filtered metadata declared need {@link FlatKeys#FILTERED}.
 *
 * <p>The position is kept in the store beside the documents; where that was lost, the index is filled from the ledger again.
 * Thread-safe if the store is.
 */
public final class VectorStoreMemoryIndex implements MemoryIndex {

    /** The name of an index where no other is given. */
    public static final String DEFAULT_COLLECTION = "memoir";

    /** How long a store that is tried may take to show what was written; the slow ones take seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** By how much the pool is wider where what it finds is still to be filtered. */
    private static final int WIDER = 5;

    /** Some stores take no more than this at once. */
    private static final int WIDEST = 1_000;

    /** Places to ask for at once: each is a value in the store's filter. */
    private static final int PLACES = 100;

    /** How many documents may be applied again after a crash. */
    private static final int UNSAVED = 1_000;

    private final FlatStore store;
    private final String collection;
    private final StoreTraits traits;
    private final StoredPosition stored;
    private volatile IndexPosition position;
    private int unsaved;

    private VectorStoreMemoryIndex(FlatStore store, String collection, Embedder embedder, Duration patience) {
        this.store = store;
        this.collection = collection;
        traits = StoreProbe.of(store, collection, embedder, patience);
        stored = new StoredPosition(store, collection, embedder);
        position = stored.read();
    }

    /**
     * Opens the index called {@value #DEFAULT_COLLECTION} of a store.
     *
     * @param store the store; not closed by the index
     * @param embedder the memory's
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or cannot do what a memory needs
     */
    public static VectorStoreMemoryIndex open(VectorStore store, Embedder embedder) {
        return open(store, embedder, DEFAULT_COLLECTION);
    }

    /**
     * Opens an index of a store.
     *
     * @param store the store; not closed by the index
     * @param embedder the memory's
     * @param collection the index's name; two memories in one store need two
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or cannot do what a memory needs
     */
    public static VectorStoreMemoryIndex open(VectorStore store, Embedder embedder, String collection) {
        return open(store, embedder, collection, PATIENCE);
    }

    static VectorStoreMemoryIndex open(VectorStore store, Embedder embedder, String collection, Duration patience) {
        return new VectorStoreMemoryIndex(
                new FlatStore(store, embedder), collection, new CheckedEmbedder(embedder), patience);
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
        List<FlatCondition> all = List.of(new FlatCondition.OneOf(FlatKeys.COLLECTION, List.of(collection)));
        if (!store.deleteWhere(all)) {
            deleteOneByOne(all);
        }
        save(start);
    }

    /** For stores that remove by id alone. */
    private void deleteOneByOne(List<FlatCondition> all) {
        List<String> before = List.of();
        while (true) {
            List<String> ids = store.search(StoredPosition.TEXT, stored.vector(), WIDEST, all).stream()
                    .map(Document::getId)
                    .toList();
            if (ids.isEmpty()) {
                return;
            }
            if (ids.equals(before)) {
                throw new MemoryIndexException("The vector store " + store.name() + " does not remove what is to be"
                        + " removed. Empty it, or give the index another name.");
            }
            store.delete(ids);
            before = ids;
        }
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        List<String> gone = new ArrayList<>();
        List<FlatDocument> put = new ArrayList<>();
        for (IndexChange change : changes) {
            if (change instanceof IndexChange.Put p) {
                put.add(flat(p));
            }
            if (change instanceof IndexChange.Remove || !traits.upserts()) {
                gone.add(FlatDocument.id(collection, change.ref()));
            }
        }
        store.delete(gone);
        store.add(put);
        position = upTo;
        unsaved += changes.size();
        if (unsaved >= UNSAVED) {
            save(upTo);
        }
    }

    private FlatDocument flat(IndexChange.Put put) {
        FlatDocument flat = FlatDocument.of(collection, put.document());
        if (!traits.entries() || put.document().metadata().isEmpty()) {
            return flat;
        }
        Map<String, Object> metadata = new LinkedHashMap<>(flat.metadata());
        metadata.putAll(FlatMetadata.of(put.document().metadata()));
        return new FlatDocument(flat.id(), flat.text(), flat.vector(), metadata);
    }

    @Override
    public List<Candidate> search(IndexQuery query) {
        return found(query, query.pool(), FlatCondition.of(collection, query));
    }

    @Override
    public List<Candidate> at(IndexQuery query, Collection<TurnPosition> positions) {
        List<TurnPosition> places = List.copyOf(positions);
        List<Candidate> found = new ArrayList<>();
        for (int from = 0; from < places.size(); from += PLACES) {
            List<TurnPosition> some = places.subList(from, Math.min(places.size(), from + PLACES));
            found.addAll(found(query, some.size(), FlatCondition.at(collection, query, some)));
        }
        return found;
    }

    /** What the filter admits of what the store finds, from a pool that grows as long as that is too little. */
    private List<Candidate> found(IndexQuery query, int most, List<FlatCondition> conditions) {
        float[] vector = query.vector();
        if (vector == null || query.types().isEmpty()) {
            return List.of();
        }
        List<FlatCondition> all = new ArrayList<>(conditions);
        if (traits.entries()) {
            all.addAll(FlatMetadata.narrowing(query.filter()));
        }
        boolean filtered = !query.filter().equals(Filter.all());
        int pool = filtered && !traits.entries() ? Math.max(most, Math.min(WIDEST, WIDER * most)) : most;
        while (true) {
            List<Document> found = store.search(query.text(), vector, pool, all);
            List<Candidate> admitted = admitted(query, found);
            if (!filtered || admitted.size() >= most || found.size() < pool || pool >= WIDEST) {
                return admitted;
            }
            pool = Math.min(WIDEST, pool * WIDER);
        }
    }

    /** Where the store keeps no metadata of the application, its filter is left to the memory. */
    private List<Candidate> admitted(IndexQuery query, List<Document> found) {
        Map<ItemRef, Candidate> admitted = new LinkedHashMap<>();
        for (Document document : found) {
            Candidate candidate = FlatDocument.candidate(document.getMetadata(), traits.cosine(document));
            boolean fits = !traits.entries() || query.filter().test(FlatMetadata.read(document.getMetadata()));
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
        flush();
    }
}
