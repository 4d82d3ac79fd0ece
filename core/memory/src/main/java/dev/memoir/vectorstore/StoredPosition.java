// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.index.IndexPosition;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The position of an index, stored as one more document. Most stores cannot look up documents by id, so it is found by
 * its own text, in a collection of its own that searches exclude. It depends on the dimension, so that vectors of
 * another dimension are not mistaken for its own.
 */
final class StoredPosition {

    private static final String LEDGER = "memoir_ledger";
    private static final String EMBEDDER = "memoir_embedder";

    /** More than one, because the store may still return replaced documents. */
    private static final int LIMIT = 10;

    private final VectorStoreAdapter store;
    private final VectorQuery query;
    private final String collection;
    private final String id;

    StoredPosition(VectorStoreAdapter store, String index, ProbeSamples samples) {
        this.store = store;
        query = samples.position();
        collection = index + "/position/" + samples.dimension();
        id = UUID.nameUUIDFromBytes((index + "/position").getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The furthest stored position; none if there is none or none can be read. */
    IndexPosition read() {
        return store.search(query, LIMIT, List.of(VectorStoreCondition.collection(collection))).stream()
                .map(hit -> position(hit.metadata()))
                .max(Comparator.comparingLong(IndexPosition::sequence))
                .orElse(IndexPosition.NONE);
    }

    private static IndexPosition position(Map<String, ?> metadata) {
        @Nullable Object ledger = metadata.get(LEDGER);
        @Nullable Object embedder = metadata.get(EMBEDDER);
        @Nullable Object sequence = metadata.get(MetadataKeys.SEQUENCE);
        return ledger == null || embedder == null || sequence == null
                ? IndexPosition.NONE
                : new IndexPosition(ledger.toString(), embedder.toString(), Long.parseLong(sequence.toString()));
    }

    void write(IndexPosition position) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        MetadataKeys.FILTERED.forEach(key -> metadata.put(key, MetadataKeys.ABSENT));
        metadata.put(MetadataKeys.EXPIRES, MetadataKeys.NEVER);
        metadata.put(MetadataKeys.COLLECTION, collection);
        metadata.put(LEDGER, position.ledgerId());
        metadata.put(EMBEDDER, position.embedderId());
        // As text: not every store returns a long unchanged.
        metadata.put(MetadataKeys.SEQUENCE, Long.toString(position.sequence()));
        forget();
        store.add(List.of(new VectorStoreDocument(id, query.text(), query.vector(), metadata)));
    }

    void forget() {
        store.remove(List.of(id));
    }
}
