package dev.memoir.index.flat;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.concurrent.InterruptGuard;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TurnPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries with documents of its own whether a store can be a memory's index: that it filters, replaces or removes, and measures
 * the cosine. Some accept a filter or a removal and ignore it; one user would then find what another said. What it stores for
 * that is gone when it ends, whatever happens.
 */
final class CapabilityProbe {

    private static final Logger LOG = LoggerFactory.getLogger(CapabilityProbe.class);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How far a score may be from what it should be: some stores keep vectors in fewer bits. */
    private static final double TOLERANCE = 0.05;

    private static final Instant NOW = Instant.EPOCH;

    private static final Metadata ENTRY = Metadata.of("probe", "yes");

    private final VectorStoreAdapter store;
    private final ProbeSamples samples;
    private final Duration patience;
    private final String collection;
    private final Scope mine = new Scope("mine", "agent", "run");
    private final VectorStoreDocument target;
    private final VectorStoreDocument further;
    private final VectorStoreDocument foreign;
    private final VectorStoreDocument expired;
    private final VectorStoreDocument turn;

    private CapabilityProbe(VectorStoreAdapter store, String collection, ProbeSamples samples, Duration patience) {
        this.store = store;
        this.samples = samples;
        this.patience = patience;
        this.collection = collection + "/probe/" + UUID.randomUUID();
        target = document(mine, MemoryKind.FACT, samples.one(), null);
        further = document(mine, MemoryKind.EVENT, samples.other(), null);
        foreign = document(new Scope("other", "agent", "run"), MemoryKind.FACT, samples.one(), null);
        expired = document(mine, MemoryKind.FACT, samples.one(), NOW);
        turn = document(mine, null, samples.one(), null);
    }

    /**
     * Tries a store.
     *
     * @throws MemoryIndexException if it cannot do what a memory needs; the message says what
     * @throws MemoryIndexUnavailableException if it does not answer
     */
    static StoreCapabilities of(VectorStoreAdapter store, String collection, ProbeSamples samples, Duration patience) {
        CapabilityProbe probe = new CapabilityProbe(store, collection, samples, patience);
        try {
            return probe.tried();
        } finally {
            InterruptGuard.after(probe::cleanUp);
        }
    }

    private StoreCapabilities tried() {
        needed(
                "takes no documents with ids of the memory's and vectors of " + samples.dimension()
                        + " dimensions, which are those of the memory's embedder",
                () -> {
                    store.add(List.of(target, further, foreign, expired, turn));
                    return true;
                });
        long added = System.nanoTime();
        List<VectorHit> found = needed(
                "does not search with filters",
                () -> when(samples.one(), shown -> has(shown, target) && has(shown, further), patience));
        Duration shownAfter = Duration.ofNanos(System.nanoTime() - added);
        require(has(found, target), "does not find what was stored, or not within " + patience);
        require(!has(found, foreign), "ignores filters, so that one user would find what another said");
        require(!has(found, expired), "ignores filters on numbers");
        require(!has(found, turn), "ignores filters with several values");
        boolean halved = halved(found);
        boolean replaces = replaces(shownAfter.multipliedBy(3));
        boolean entries = entries(replaces);
        needed("does not remove documents by id, so that nothing could be forgotten", () -> {
            store.remove(List.of(target.id()));
            return true;
        });
        require(
                !has(when(samples.other(), shown -> !has(shown, target), patience), target),
                "still finds what was removed, so that nothing could be forgotten");
        return new StoreCapabilities(replaces, halved, entries);
    }

    /** Whether a score is (1 + cosine) / 2; the same text must have the highest score there is in either case. */
    private boolean halved(List<VectorHit> found) {
        double cosine = samples.cosine();
        double same = score(found, target);
        double other = score(found, further);
        boolean halved = Math.abs(other - (1 + cosine) / 2) < Math.abs(other - cosine);
        double expected = halved ? (1 + cosine) / 2 : cosine;
        boolean fits = Math.abs(same - 1) <= TOLERANCE
                && (Double.isNaN(other) ? cosine <= TOLERANCE : Math.abs(other - expected) <= TOLERANCE);
        require(
                fits,
                "scores what is the same %.2f instead of 1.00, and something else %.2f instead of %.2f: it measures no cosine, or embeds with another model than the memory's. Configure it for cosine similarity"
                        .formatted(same, other, expected));
        return halved;
    }

    /** Some stores keep the first without a word, so this waits no longer than a change may take. */
    private boolean replaces(Duration within) {
        VectorStoreDocument changed = new VectorStoreDocument(
                target.id(), samples.other().text(), samples.other().vector(), target.metadata());
        try {
            store.add(List.of(changed));
        } catch (MemoryIndexException e) {
            unlessAway(e);
            LOG.debug("{} takes no document twice: it is removed before.", store.name(), e);
            return false;
        }
        Predicate<List<VectorHit>> moved = shown -> count(shown, target) == 1 && score(shown, target) >= 1 - TOLERANCE;
        return samples.dimension() > 1
                && moved.test(when(samples.other(), moved.or(shown -> count(shown, target) > 1), within));
    }

    /** Some stores want the keys of metadata declared, and refuse or do not find others. */
    private boolean entries(boolean replaces) {
        try {
            if (!replaces) {
                store.remove(List.of(target.id()));
            }
            store.add(List.of(target.with(VectorStoreMetadata.of(ENTRY))));
            List<VectorHit> found =
                    when(samples.one(), Filter.eq("probe", "yes"), shown -> has(shown, target), patience);
            return found.size() == 1
                    && VectorStoreMetadata.read(found.get(0).metadata()).equals(ENTRY)
                    && when(samples.one(), Filter.eq("probe", "no"), List::isEmpty, Duration.ZERO)
                            .isEmpty();
        } catch (MemoryIndexException e) {
            unlessAway(e);
            LOG.debug("{} filters by no metadata of the application.", store.name(), e);
            return false;
        }
    }

    private List<VectorHit> when(VectorQuery question, Predicate<List<VectorHit>> wanted, Duration within) {
        return when(question, Filter.all(), wanted, within);
    }

    /** What is found once it is as it should be, or else at last. */
    private List<VectorHit> when(
            VectorQuery question, Filter filter, Predicate<List<VectorHit>> wanted, Duration within) {
        IndexQuery query = new IndexQuery(
                mine,
                question.text(),
                question.vector(),
                QueryHints.NONE,
                10,
                Set.of(ItemType.MEMORY),
                Set.of(MemoryKind.FACT, MemoryKind.EVENT),
                "conversation",
                filter,
                NOW);
        List<VectorStoreCondition> conditions = new ArrayList<>(VectorStoreCondition.of(collection, query));
        conditions.addAll(VectorStoreMetadata.narrowing(filter));
        long end = System.nanoTime() + within.toNanos();
        while (true) {
            List<VectorHit> found = store.search(question, 10, conditions);
            if (wanted.test(found) || System.nanoTime() >= end) {
                return found;
            }
            pause();
        }
    }

    /** A store that is not waited for is not judged. */
    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemoryIndexUnavailableException(
                    "The thread that tried what " + store.name() + " can do was interrupted.", e);
        }
    }

    private <T> T needed(String lack, Supplier<T> ability) {
        try {
            return ability.get();
        } catch (MemoryIndexException e) {
            unlessAway(e);
            throw refused(lack + ", or is not reached (" + root(e) + ")", e);
        }
    }

    /** Nothing but documents of this probe has been given to the store: its own words about them may be repeated. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** A store that does not answer is tried again later, not judged by it. */
    private static void unlessAway(MemoryIndexException failure) {
        if (failure instanceof MemoryIndexUnavailableException) {
            throw failure;
        }
    }

    private void require(boolean fulfilled, String lack) {
        if (!fulfilled) {
            throw refused(lack, null);
        }
    }

    private MemoryIndexException refused(String lack, @Nullable Throwable cause) {
        return new MemoryIndexIncompatibleException(
                store.name() + " cannot be a memory's index: it " + lack
                        + ". Use a store that filters and removes, or the embedded index.",
                cause);
    }

    private void cleanUp() {
        try {
            store.remove(List.of(target.id(), further.id(), foreign.id(), expired.id(), turn.id()));
        } catch (MemoryIndexException e) {
            LOG.warn("{} may still hold five documents that were stored to try it.", store.name(), e);
        }
    }

    private VectorStoreDocument document(
            Scope scope, @Nullable MemoryKind kind, VectorQuery sample, @Nullable Instant expiresAt) {
        String id = UUID.randomUUID().toString();
        boolean isTurn = kind == null;
        return VectorStoreDocument.of(
                collection,
                new IndexDocument(
                        new ItemRef(isTurn ? ItemType.TURN : ItemType.MEMORY, id),
                        scope,
                        sample.text(),
                        sample.vector(),
                        kind,
                        isTurn ? "conversation" : null,
                        isTurn ? new TurnPosition(id, 1) : null,
                        NOW,
                        expiresAt,
                        Metadata.none(),
                        ItemLinks.NONE));
    }

    private static boolean has(List<VectorHit> found, VectorStoreDocument document) {
        return count(found, document) > 0;
    }

    private static long count(List<VectorHit> found, VectorStoreDocument document) {
        return found.stream().filter(hit -> hit.id().equals(document.id())).count();
    }

    private static double score(List<VectorHit> found, VectorStoreDocument document) {
        return found.stream()
                .filter(hit -> hit.id().equals(document.id()))
                .mapToDouble(VectorHit::score)
                .findFirst()
                .orElse(Double.NaN);
    }
}
