package dev.memoir.spring;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.embed.Cosine;
import dev.memoir.embed.Embedder;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.flat.FlatCondition;
import dev.memoir.index.flat.FlatDocument;
import dev.memoir.index.flat.FlatMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.document.Document;

/**
 * Tries whether a vector store can be a memory's index: whether it filters, removes and measures as it must. Some accept a
 * filter or a removal and ignore it; one user would then find what another said. What it stores for that is gone when it ends.
 */
final class StoreProbe {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How far a score may be from what it should be: some stores keep vectors in fewer bits. */
    private static final double TOLERANCE = 0.05;

    /** Two texts that are near to each other and not the same: what measures no cosine is off by much. */
    private static final String CAT = "A cat sleeps on the warm roof.";

    private static final String DOG = "A dog sleeps on the cold floor.";

    private final FlatStore store;
    private final String collection;
    private final Duration patience;
    private final Scope mine = Scope.user("probe-" + UUID.randomUUID());
    private final Scope others = Scope.user("probe-" + UUID.randomUUID());
    private final Instant now = Instant.now();
    private final float[] cat;
    private final float[] dog;
    private final FlatDocument target;
    private final FlatDocument further;
    private final FlatDocument foreign;
    private final FlatDocument expired;
    private final FlatDocument turn;

    private StoreProbe(FlatStore store, String collection, Embedder embedder, Duration patience) {
        this.store = store;
        this.patience = patience;
        this.collection = collection + "/probe";
        List<float[]> vectors = embedder.embed(List.of(CAT, DOG));
        cat = vectors.get(0);
        dog = vectors.get(1);
        target = document(mine, MemoryKind.FACT, CAT, cat, null);
        further = document(mine, MemoryKind.EVENT, DOG, dog, null);
        foreign = document(others, MemoryKind.FACT, CAT, cat, null);
        expired = document(mine, MemoryKind.FACT, CAT, cat, now.minusSeconds(60));
        turn = document(mine, null, CAT, cat, null);
    }

    /**
     * Tries a store.
     *
     * @param patience how long the store may take to show what was written
     * @throws MemoryIndexException if it cannot do what a memory needs; the message says what
     */
    static StoreTraits of(FlatStore store, String collection, Embedder embedder, Duration patience) {
        StoreProbe probe = new StoreProbe(store, collection, embedder, patience);
        try {
            return probe.tried();
        } finally {
            probe.cleanUp();
        }
    }

    private StoreTraits tried() {
        store.add(List.of(target, further, foreign, expired, turn));
        List<Document> found = when(CAT, cat, shown -> has(shown, target));
        require(has(found, target), "does not find what was stored");
        require(!has(found, foreign), "ignores filters, so one user could find what another said");
        require(!has(found, expired), "ignores filters on numbers");
        require(!has(found, turn), "ignores filters with several values");
        boolean halved = halved(found);
        boolean upserts = upserts();
        store.delete(List.of(target.id()));
        require(
                !has(when(DOG, dog, shown -> !has(shown, target)), target),
                "does not remove what is to be removed, so nothing could be forgotten");
        return new StoreTraits(upserts, halved, entries());
    }

    /** Whether a score is (1 + cosine) / 2; the same text must have the highest score there is in either case. */
    private boolean halved(List<Document> found) {
        double cosine = Cosine.of(cat, dog);
        double same = score(found, target);
        double other = score(found, further);
        boolean halved = Math.abs(other - (1 + cosine) / 2) <= Math.abs(other - cosine);
        double expected = halved ? (1 + cosine) / 2 : cosine;
        boolean fits = Math.abs(same - 1) <= TOLERANCE
                && (Double.isNaN(other) ? cosine <= TOLERANCE : Math.abs(other - expected) <= TOLERANCE);
        require(
                fits,
                "scores the same text %.2f instead of 1.00, and another one %.2f instead of %.2f. It embeds with another model than the memory's, or measures no cosine"
                        .formatted(same, other, cosine));
        return halved && !Double.isNaN(other);
    }

    private boolean upserts() {
        FlatDocument changed = new FlatDocument(target.id(), DOG, dog, target.metadata());
        try {
            store.add(List.of(changed));
        } catch (MemoryIndexException e) {
            LOG.debug("The vector store {} takes no document twice: it is removed before.", store.name(), e);
            return false;
        }
        List<Document> found = when(DOG, dog, shown -> isChanged(shown) || count(shown) > 1);
        return isChanged(found) && count(found) == 1;
    }

    /** Some stores want the keys of metadata declared, and refuse or do not find others. */
    private boolean entries() {
        Metadata entry = Metadata.of("probe", "yes");
        Map<String, Object> metadata = new LinkedHashMap<>(target.metadata());
        metadata.putAll(FlatMetadata.of(entry));
        try {
            store.add(List.of(new FlatDocument(target.id(), CAT, cat, metadata)));
            List<Document> found = when(CAT, cat, Filter.eq("probe", "yes"), shown -> has(shown, target));
            return found.size() == 1
                    && FlatMetadata.read(found.get(0).getMetadata()).equals(entry)
                    && when(CAT, cat, Filter.eq("probe", "no"), List::isEmpty).isEmpty();
        } catch (MemoryIndexException e) {
            LOG.debug("The vector store {} filters by no metadata of the application.", store.name(), e);
            return false;
        }
    }

    private boolean isChanged(List<Document> found) {
        return found.stream()
                .anyMatch(document -> document.getId().equals(target.id()) && DOG.equals(document.getText()));
    }

    private long count(List<Document> found) {
        return found.stream()
                .filter(document -> document.getId().equals(target.id()))
                .count();
    }

    /** What is found once it is as it should be, or else at last. */
    private List<Document> when(String text, float[] vector, Predicate<List<Document>> wanted) {
        return when(text, vector, Filter.all(), wanted);
    }

    private List<Document> when(String text, float[] vector, Filter filter, Predicate<List<Document>> wanted) {
        IndexQuery query = new IndexQuery(mine, text, vector, 10, Set.of(ItemType.MEMORY), Set.of(), null, filter, now);
        List<FlatCondition> conditions = new ArrayList<>(FlatCondition.of(collection, query));
        conditions.addAll(FlatMetadata.narrowing(filter));
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<Document> found = store.search(text, vector, 10, conditions);
            if (wanted.test(found) || System.nanoTime() >= end || interrupted()) {
                return found;
            }
        }
    }

    private static boolean interrupted() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void cleanUp() {
        try {
            store.delete(List.of(target.id(), further.id(), foreign.id(), expired.id(), turn.id()));
        } catch (MemoryIndexException e) {
            LOG.warn("The vector store {} may still hold five documents that were stored to try it.", store.name(), e);
        }
    }

    private void require(boolean fulfilled, String lack) {
        if (!fulfilled) {
            throw new MemoryIndexException("The vector store " + store.name() + " cannot be a memory's index: it "
                    + lack + ". Use another store, or the embedded index.");
        }
    }

    private FlatDocument document(
            Scope scope, @Nullable MemoryKind kind, String text, float[] vector, @Nullable Instant expires) {
        String id = UUID.randomUUID().toString();
        boolean isTurn = kind == null;
        return FlatDocument.of(
                collection,
                new IndexDocument(
                        new ItemRef(isTurn ? ItemType.TURN : ItemType.MEMORY, id),
                        scope,
                        text,
                        vector,
                        kind,
                        isTurn ? "probe" : null,
                        isTurn ? new TurnPosition(id, 1) : null,
                        now,
                        expires,
                        Metadata.none()));
    }

    private static boolean has(List<Document> found, FlatDocument document) {
        return found.stream().anyMatch(other -> other.getId().equals(document.id()));
    }

    private static double score(List<Document> found, FlatDocument document) {
        return found.stream()
                .filter(other -> other.getId().equals(document.id()))
                .mapToDouble(StoreTraits::score)
                .findFirst()
                .orElse(Double.NaN);
    }
}
