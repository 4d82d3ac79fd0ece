package dev.memoir.langchain4j.store;

import dev.memoir.index.IndexPosition;
import dev.memoir.index.flat.FlatCondition;
import dev.memoir.index.flat.FlatDocument;
import dev.memoir.index.flat.FlatKeys;
import dev.memoir.langchain4j.store.FlatEmbeddingStore.Found;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An index's position, as one more document of the store: an embedding store gives nothing back by id, so it is found by its
 * own vector, under a collection of its own. It is there for one dimension, so vectors of another are not taken for these.
 */
final class StoredPosition {

    private static final String LEDGER = "memoir_ledger";
    private static final String EMBEDDER = "memoir_embedder";

    private final FlatEmbeddingStore store;
    private final String collection;
    private final String id;
    private final float[] vector;

    StoredPosition(FlatEmbeddingStore store, String index, int dimension) {
        this.store = store;
        collection = index + "/position/" + dimension;
        id = UUID.nameUUIDFromBytes((index + "/position").getBytes(StandardCharsets.UTF_8))
                .toString();
        vector = new float[dimension];
        vector[0] = 1;
    }

    float[] vector() {
        return vector;
    }

    /** The furthest, in case the store still shows one that was replaced; none if there is none. */
    IndexPosition read() {
        List<FlatCondition> here = List.of(new FlatCondition.OneOf(FlatKeys.COLLECTION, List.of(collection)));
        return store.search(vector, 10, here).stream()
                .map(Found::metadata)
                .filter(metadata -> metadata.get(LEDGER) != null
                        && metadata.get(EMBEDDER) != null
                        && metadata.get(FlatKeys.SEQUENCE) != null)
                .map(metadata -> new IndexPosition(
                        metadata.get(LEDGER).toString(),
                        metadata.get(EMBEDDER).toString(),
                        Long.parseLong(metadata.get(FlatKeys.SEQUENCE).toString())))
                .max(Comparator.comparingLong(IndexPosition::sequence))
                .orElse(IndexPosition.NONE);
    }

    void write(IndexPosition position) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        FlatKeys.FILTERED.forEach(key -> metadata.put(key, FlatKeys.ABSENT));
        metadata.put(FlatKeys.EXPIRES, FlatKeys.NEVER);
        metadata.put(FlatKeys.COLLECTION, collection);
        metadata.put(LEDGER, position.ledgerId());
        metadata.put(EMBEDDER, position.embedderId());
        // As text: not every store gives a long back as it was.
        metadata.put(FlatKeys.SEQUENCE, Long.toString(position.sequence()));
        forget();
        store.add(List.of(new FlatDocument(id, "position", vector, metadata)));
    }

    void forget() {
        store.remove(List.of(id));
    }
}
