package dev.memoir.index.flat;

import dev.memoir.index.IndexPosition;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An index's position, as one more document of the store: most give nothing back by id, so it is found by its own text, under
 * a collection of its own that no search of memory asks for. It is there for one dimension, so that vectors of another are
 * not taken for these.
 */
final class FlatPosition {

    private static final String LEDGER = "memoir_ledger";
    private static final String EMBEDDER = "memoir_embedder";

    /** In case the store still shows some that were replaced. */
    private static final int SHOWN = 10;

    private final FlatStore store;
    private final FlatQuestion place;
    private final String collection;
    private final String id;

    FlatPosition(FlatStore store, String index, FlatSamples samples) {
        this.store = store;
        place = samples.position();
        collection = index + "/position/" + samples.dimension();
        id = UUID.nameUUIDFromBytes((index + "/position").getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The furthest; none if there is none, or none that can be read. */
    IndexPosition read() {
        return store.search(place, SHOWN, List.of(FlatCondition.collection(collection))).stream()
                .map(hit -> position(hit.metadata()))
                .max(Comparator.comparingLong(IndexPosition::sequence))
                .orElse(IndexPosition.NONE);
    }

    private static IndexPosition position(Map<String, ?> metadata) {
        @Nullable Object ledger = metadata.get(LEDGER);
        @Nullable Object embedder = metadata.get(EMBEDDER);
        @Nullable Object sequence = metadata.get(FlatKeys.SEQUENCE);
        return ledger == null || embedder == null || sequence == null
                ? IndexPosition.NONE
                : new IndexPosition(ledger.toString(), embedder.toString(), Long.parseLong(sequence.toString()));
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
        store.add(List.of(new FlatDocument(id, place.text(), place.vector(), metadata)));
    }

    void forget() {
        store.remove(List.of(id));
    }
}
