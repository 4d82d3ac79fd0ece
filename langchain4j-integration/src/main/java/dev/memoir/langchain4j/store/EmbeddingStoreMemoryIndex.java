package dev.memoir.langchain4j.store;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.memoir.MemoryIndexException;
import dev.memoir.index.Candidate;
import dev.memoir.index.IndexChange;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.MemoryIndex;
import dev.memoir.index.MemoryIndexFactory;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.flat.FlatCondition;
import dev.memoir.index.flat.FlatDocument;
import dev.memoir.index.flat.FlatKeys;
import dev.memoir.index.flat.FlatMetadata;
import dev.memoir.langchain4j.store.FlatEmbeddingStore.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Any LangChain4j embedding store as a memory's index:
 *
 * <pre>{@code
 * LongTermMemory memory = LongTermMemory.builder()
 *         .directory(directory)
 *         .index(EmbeddingStoreMemoryIndex.over(store))
 *         .open();
 * }</pre>
 *
 * <p>A store is tried when it is opened, and refused if it does not filter, does not remove, takes no ids or measures
 * something else than the cosine. Scopes, types, conversations, expiry and metadata that must equal something are conditions
 * of the store's search; other filters are asked of what it finds, on a pool that grows until there is enough. The store may
 * hold other documents, which are neither found nor removed.
 *
 * <p>It gets vectors, ids and metadata, and no words. So it matches none: names and numbers are found less surely than with
 * the embedded index, what has no vector yet is not found before it has one, and every recollection says so. Where a store
 * does not replace a document, a change takes it out first, and a search in that moment misses it.
 *
 * <p>The position is kept in the store beside the documents, now and then and when the index is closed: after a crash what
 * came since is applied again, and where a store does not last (LangChain4j's in memory), the index is filled from the
 * ledger, without embedding anything again. Thread-safe if the store is.
 */
public final class EmbeddingStoreMemoryIndex implements MemoryIndex {

    /** The name of an index where no other is given. */
    public static final String DEFAULT_COLLECTION = "memoir";

    /** The widest pool for a filter that the store does not know: some stores give no more at once. */
    private static final int WIDEST = 10_000;

    /** By how much a pool grows in which too little is admitted. */
    private static final int WIDER = 4;

    /** Places to ask for at once: each is a value in the store's filter. */
    private static final int PLACES = 100;

    /** How many changes may be applied again after a crash. */
    private static final int UNSAVED = 1_000;

    private final FlatEmbeddingStore store;
    private final String collection;
    private final boolean replaces;
    private final StoredPosition stored;
    private volatile IndexPosition position;
    private int unsaved;

    private EmbeddingStoreMemoryIndex(FlatEmbeddingStore store, String collection, int dimension) {
        this.store = store;
        this.collection = collection;
        replaces = new StoreProbe(store, dimension).replaces();
        stored = new StoredPosition(store, collection, dimension);
        position = stored.read();
    }

    /**
     * {@return the index called {@value #DEFAULT_COLLECTION} of a store, for a memory's builder}
     *
     * @param store the store; not closed by the index
     */
    public static MemoryIndexFactory over(EmbeddingStore<TextSegment> store) {
        return over(store, DEFAULT_COLLECTION);
    }

    /**
     * {@return an index of a store, for a memory's builder}
     *
     * @param store the store; not closed by the index
     * @param collection the index's name; two memories in one store need two
     */
    public static MemoryIndexFactory over(EmbeddingStore<TextSegment> store, String collection) {
        return dimension -> open(store, dimension, collection);
    }

    /**
     * Opens an index of a store.
     *
     * @param store the store; not closed by the index
     * @param dimension of the vectors
     * @param collection the index's name; two memories in one store need two
     * @return the index
     * @throws MemoryIndexException if the store cannot be reached, or cannot do what a memory needs
     */
    public static EmbeddingStoreMemoryIndex open(EmbeddingStore<TextSegment> store, int dimension, String collection) {
        return new EmbeddingStoreMemoryIndex(new FlatEmbeddingStore(store), collection, dimension);
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
        if (!store.removeWhere(all)) {
            removeOneByOne(all);
        }
        save(start);
    }

    /** For stores that remove by id alone. */
    private void removeOneByOne(List<FlatCondition> all) {
        List<String> before = List.of();
        while (true) {
            List<String> ids = store.search(stored.vector(), UNSAVED, all).stream()
                    .map(Found::id)
                    .toList();
            if (ids.isEmpty()) {
                return;
            }
            if (ids.equals(before)) {
                throw new MemoryIndexException("The embedding store " + store.name() + " does not remove what is to be"
                        + " removed. Empty it, or give the index another name.");
            }
            store.remove(ids);
            before = ids;
        }
    }

    @Override
    public void apply(List<IndexChange> changes, IndexPosition upTo) {
        List<String> gone = new ArrayList<>();
        List<FlatDocument> put = new ArrayList<>();
        for (IndexChange change : changes) {
            boolean findable =
                    change instanceof IndexChange.Put p && p.document().vector() != null;
            if (!findable || !replaces) {
                gone.add(FlatDocument.id(collection, change.ref()));
            }
            if (findable) {
                put.add(flat(((IndexChange.Put) change)));
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

    private FlatDocument flat(IndexChange.Put put) {
        FlatDocument flat = FlatDocument.of(collection, put.document());
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
        all.addAll(FlatMetadata.narrowing(query.filter()));
        for (int pool = most; ; pool = Math.min(WIDEST, pool * WIDER)) {
            List<Found> found = store.search(vector, pool, all);
            Map<ItemRef, Candidate> admitted = admitted(query, most, found);
            if (admitted.size() >= most || found.size() < pool || pool >= WIDEST) {
                return List.copyOf(admitted.values());
            }
        }
    }

    private static Map<ItemRef, Candidate> admitted(IndexQuery query, int most, List<Found> found) {
        Map<ItemRef, Candidate> admitted = new LinkedHashMap<>();
        for (Found one : found) {
            Candidate candidate = FlatDocument.candidate(one.metadata(), one.cosine());
            if (candidate != null && admitted.size() < most && query.filter().test(FlatMetadata.read(one.metadata()))) {
                admitted.putIfAbsent(candidate.ref(), candidate);
            }
        }
        return admitted;
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
