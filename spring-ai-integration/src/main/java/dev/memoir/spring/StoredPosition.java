package dev.memoir.spring;

import dev.memoir.embed.Embedder;
import dev.memoir.index.IndexPosition;
import dev.memoir.index.flat.FlatCondition;
import dev.memoir.index.flat.FlatDocument;
import dev.memoir.index.flat.FlatKeys;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An index's position, as one more document of the store, which no search of memory finds. */
final class StoredPosition {

    static final String TEXT = "position of a memory's index";

    private static final String LEDGER = "memoir_ledger";
    private static final String EMBEDDER = "memoir_embedder";

    private final FlatStore store;
    private final String collection;
    private final String id;
    private final float[] vector;

    StoredPosition(FlatStore store, String index, Embedder embedder) {
        this.store = store;
        collection = index + "/position";
        id = UUID.nameUUIDFromBytes(collection.getBytes(StandardCharsets.UTF_8)).toString();
        vector = embedder.embed(List.of(TEXT)).get(0);
    }

    float[] vector() {
        return vector;
    }

    /** None if there is none, or none that can be read. */
    IndexPosition read() {
        List<FlatCondition> here = List.of(new FlatCondition.OneOf(FlatKeys.COLLECTION, List.of(collection)));
        return store.search(TEXT, vector, 1, here).stream()
                .findFirst()
                .map(document -> position(document.getMetadata()))
                .orElse(IndexPosition.NONE);
    }

    private static IndexPosition position(Map<String, ?> metadata) {
        Object ledger = metadata.get(LEDGER);
        Object embedder = metadata.get(EMBEDDER);
        Object sequence = metadata.get(FlatKeys.SEQUENCE);
        return ledger == null || embedder == null || sequence == null
                ? IndexPosition.NONE
                : new IndexPosition(ledger.toString(), embedder.toString(), Long.parseLong(sequence.toString()));
    }

    void write(IndexPosition position) {
        Map<String, Object> metadata = new HashMap<>();
        FlatKeys.FILTERED.forEach(key -> metadata.put(key, FlatKeys.ABSENT));
        metadata.put(FlatKeys.EXPIRES, FlatKeys.NEVER);
        metadata.put(FlatKeys.COLLECTION, collection);
        metadata.put(LEDGER, position.ledgerId());
        metadata.put(EMBEDDER, position.embedderId());
        // As text: not every store gives a long back as it was.
        metadata.put(FlatKeys.SEQUENCE, Long.toString(position.sequence()));
        forget();
        store.add(List.of(new FlatDocument(id, TEXT, vector, metadata)));
    }

    void forget() {
        store.delete(List.of(id));
    }
}
