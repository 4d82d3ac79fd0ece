package dev.memoir.langchain4j.store;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemRef;
import dev.memoir.index.TurnPosition;
import dev.memoir.index.flat.FlatCondition;
import dev.memoir.index.flat.FlatDocument;
import dev.memoir.langchain4j.store.FlatEmbeddingStore.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries with documents of its own what a memory needs of a store: that it searches with filters and heeds them, replaces or
 * removes, and measures the cosine. They are removed again, whatever happens.
 */
final class StoreProbe {

    private static final Logger LOG = LoggerFactory.getLogger(StoreProbe.class);

    /** Some stores show what was written only after a while, and take the second write after the first. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How far a score may be from the cosine: some stores keep vectors in fewer bits. */
    private static final double TOLERANCE = 0.05;

    private static final Instant NOW = Instant.EPOCH;

    private final FlatEmbeddingStore store;
    private final Duration patience;
    private final String collection = "memoir/probe/" + UUID.randomUUID();
    private final Scope mine = new Scope("mine", "agent", "run");
    private final float[] asked;
    private final float[] near;
    private final double cosine;
    private final FlatDocument target;
    private final FlatDocument foreign;
    private final FlatDocument expired;
    private final FlatDocument other;

    StoreProbe(FlatEmbeddingStore store, int dimension) {
        this(store, dimension, PATIENCE);
    }

    StoreProbe(FlatEmbeddingStore store, int dimension, Duration patience) {
        this.store = store;
        this.patience = patience;
        asked = new float[dimension];
        asked[0] = 1;
        near = new float[dimension];
        near[0] = dimension == 1 ? 1 : 0.5f;
        near[dimension - 1] = dimension == 1 ? 1 : (float) Math.sqrt(0.75);
        cosine = near[0];
        target = document(mine, MemoryKind.FACT, near, null);
        foreign = document(new Scope("other", "agent", "run"), MemoryKind.FACT, near, null);
        expired = document(mine, MemoryKind.FACT, near, NOW);
        other = document(mine, null, near, null);
    }

    /**
     * Whether the store replaces a document that is added again, so that it need not be removed before.
     *
     * @throws MemoryIndexException if the store cannot do what a memory needs; the message says what
     */
    boolean replaces() {
        try {
            return tried();
        } finally {
            cleanUp();
        }
    }

    private boolean tried() {
        needed("takes no documents with ids of the memory's", () -> {
            store.add(List.of(target, foreign, expired, other));
            return true;
        });
        List<Found> found = needed("does not search with filters", () -> when(shown -> has(shown, target)));
        require(has(found, target), "does not find what was stored, or not within " + patience);
        require(!has(found, foreign), "ignores filters, so that one user would find what another said");
        require(!has(found, expired), "ignores filters on numbers");
        require(!has(found, other), "ignores filters with several values");
        double score = found.get(0).cosine();
        require(
                Math.abs(score - cosine) <= TOLERANCE,
                "scores %.2f where the cosine is %.2f. Configure it for cosine similarity".formatted(score, cosine));
        boolean replaces = replaced();
        needed("does not remove documents by id, so that nothing could be forgotten", () -> {
            store.remove(List.of(target.id()));
            return true;
        });
        require(
                !has(when(shown -> !has(shown, target)), target),
                "still finds what was removed, so that nothing could be forgotten");
        return replaces;
    }

    private boolean replaced() {
        try {
            store.add(List.of(new FlatDocument(target.id(), target.text(), asked, target.metadata())));
        } catch (MemoryIndexException e) {
            LOG.debug("The embedding store {} takes no document twice: it is removed before.", store.name(), e);
            return false;
        }
        List<Found> found = when(shown -> has(shown, target) && (shown.size() > 1 || changed(shown)));
        return found.size() == 1 && changed(found);
    }

    private boolean changed(List<Found> found) {
        return found.get(0).cosine() > cosine + TOLERANCE;
    }

    /** What is found once it is as it should be, or else at last. */
    private List<Found> when(Predicate<List<Found>> wanted) {
        IndexQuery query = new IndexQuery(
                mine,
                "",
                asked,
                10,
                Set.of(ItemType.MEMORY),
                Set.of(MemoryKind.FACT, MemoryKind.EVENT),
                "conversation",
                Filter.all(),
                NOW);
        List<FlatCondition> conditions = FlatCondition.of(collection, query);
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            List<Found> found = store.search(asked, 10, conditions);
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

    private <T> T needed(String lack, Supplier<T> ability) {
        try {
            return ability.get();
        } catch (MemoryIndexException e) {
            throw refused(lack + ", or is not reached: see the cause", e);
        }
    }

    private void require(boolean fulfilled, String lack) {
        if (!fulfilled) {
            throw refused(lack, null);
        }
    }

    private MemoryIndexException refused(String lack, @Nullable Throwable cause) {
        return new MemoryIndexException(
                "The embedding store " + store.name() + " cannot be a memory's index: it " + lack
                        + ". Use a store that filters and removes, as LangChain4j's table of embedding stores tells, or the"
                        + " embedded index.",
                cause);
    }

    private void cleanUp() {
        try {
            store.remove(List.of(target.id(), foreign.id(), expired.id(), other.id()));
        } catch (MemoryIndexException e) {
            LOG.warn("The embedding store {} may still hold documents that were stored to try it.", store.name(), e);
        }
    }

    private FlatDocument document(Scope scope, @Nullable MemoryKind kind, float[] vector, @Nullable Instant expiresAt) {
        String id = UUID.randomUUID().toString();
        boolean turn = kind == null;
        return FlatDocument.of(
                collection,
                new IndexDocument(
                        new ItemRef(turn ? ItemType.TURN : ItemType.MEMORY, id),
                        scope,
                        "probe",
                        vector,
                        kind,
                        turn ? "conversation" : null,
                        turn ? new TurnPosition(id, 1) : null,
                        NOW,
                        expiresAt,
                        Metadata.none()));
    }

    private static boolean has(List<Found> found, FlatDocument document) {
        return found.stream().anyMatch(one -> one.id().equals(document.id()));
    }
}
