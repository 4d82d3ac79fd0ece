// SPDX-License-Identifier: Apache-2.0
package dev.memoir.vectorstore;

import dev.memoir.Filter;
import dev.memoir.ItemType;
import dev.memoir.MemoryIndexException;
import dev.memoir.MemoryIndexIncompatibleException;
import dev.memoir.MemoryIndexUnavailableException;
import dev.memoir.MemoryKind;
import dev.memoir.Metadata;
import dev.memoir.Scope;
import dev.memoir.index.IndexDocument;
import dev.memoir.index.IndexQuery;
import dev.memoir.index.ItemLinks;
import dev.memoir.index.ItemRef;
import dev.memoir.index.QueryHints;
import dev.memoir.index.TurnPosition;
import dev.memoir.internal.concurrent.InterruptGuard;
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
 * Probes with documents of its own whether a store can serve as a memory's index: whether it filters, replaces or
 * removes documents, and measures the cosine. Some stores accept a filter or a removal and ignore it; one user would
 * then find what another said. The documents are removed at the end, whatever happens.
 */
final class CapabilityProbe {

    private static final Logger LOG = LoggerFactory.getLogger(CapabilityProbe.class);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** The tolerated deviation of a score: some stores keep vectors in fewer bits. */
    private static final double TOLERANCE = 0.05;

    private static final Instant NOW = Instant.EPOCH;

    private static final Metadata ENTRY = Metadata.of("probe", "yes");

    private final VectorStoreAdapter store;
    private final ProbeSamples samples;
    private final Duration timeout;
    private final String collection;
    private final Scope scope = new Scope("mine", "agent", "run");
    private final VectorStoreDocument target;
    private final VectorStoreDocument further;
    private final VectorStoreDocument foreign;
    private final VectorStoreDocument expired;
    private final VectorStoreDocument turn;

    private CapabilityProbe(VectorStoreAdapter store, String collection, ProbeSamples samples, Duration timeout) {
        this.store = store;
        this.samples = samples;
        this.timeout = timeout;
        this.collection = collection + "/probe/" + UUID.randomUUID();
        target = document(scope, MemoryKind.FACT, samples.one(), null);
        further = document(scope, MemoryKind.EVENT, samples.other(), null);
        foreign = document(new Scope("other", "agent", "run"), MemoryKind.FACT, samples.one(), null);
        expired = document(scope, MemoryKind.FACT, samples.one(), NOW);
        turn = document(scope, null, samples.one(), null);
    }

    /**
     * Probes a store.
     *
     * @throws MemoryIndexException if it lacks something a memory needs, which the message names
     * @throws MemoryIndexUnavailableException if it does not respond
     */
    static StoreCapabilities of(VectorStoreAdapter store, String collection, ProbeSamples samples, Duration timeout) {
        CapabilityProbe probe = new CapabilityProbe(store, collection, samples, timeout);
        try {
            return probe.probe();
        } finally {
            InterruptGuard.after(probe::cleanUp);
        }
    }

    private StoreCapabilities probe() {
        attempt(
                "accepts no documents with the memory's ids and vectors of " + samples.dimension()
                        + " dimensions, as produced by the memory's embedder",
                () -> {
                    store.add(List.of(target, further, foreign, expired, turn));
                    return true;
                });
        long added = System.nanoTime();
        List<VectorHit> found = attempt(
                "does not search with filters",
                () -> searchUntil(samples.one(), hits -> contains(hits, target) && contains(hits, further), timeout));
        Duration shownAfter = Duration.ofNanos(System.nanoTime() - added);
        require(contains(found, target), "does not find stored documents within " + timeout);
        require(!contains(found, foreign), "ignores filters, so one user would find what another said");
        require(!contains(found, expired), "ignores filters on numbers");
        require(!contains(found, turn), "ignores filters with several values");
        boolean halved = halved(found);
        boolean replaces = replaces(shownAfter.multipliedBy(3));
        boolean entries = entries(replaces);
        attempt("does not remove documents by id, so nothing could be forgotten", () -> {
            store.remove(List.of(target.id()));
            return true;
        });
        require(
                !contains(searchUntil(samples.other(), hits -> !contains(hits, target), timeout), target),
                "still finds removed documents, so nothing could be forgotten");
        return new StoreCapabilities(replaces, halved, entries);
    }

    /** Whether scores are (1 + cosine) / 2; in either case the same text must have the highest possible score. */
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
                ("scores an identical text %.2f instead of 1.00, and another text %.2f instead of %.2f: it does not"
                                + " measure the cosine, or embeds with another model than the memory. Configure it for"
                                + " cosine similarity")
                        .formatted(same, other, expected));
        return halved;
    }

    /** Some stores silently keep the first version, so this waits no longer than a change may take. */
    private boolean replaces(Duration timeout) {
        VectorStoreDocument changed = new VectorStoreDocument(
                target.id(), samples.other().text(), samples.other().vector(), target.metadata());
        try {
            store.add(List.of(changed));
        } catch (MemoryIndexException e) {
            rethrowIfUnavailable(e);
            LOG.debug("{} does not replace documents: they are removed first.", store.name(), e);
            return false;
        }
        Predicate<List<VectorHit>> moved = hits -> count(hits, target) == 1 && score(hits, target) >= 1 - TOLERANCE;
        return samples.dimension() > 1
                && moved.test(searchUntil(samples.other(), moved.or(hits -> count(hits, target) > 1), timeout));
    }

    /** Some stores need the keys of metadata declared, and reject or do not find others. */
    private boolean entries(boolean replaces) {
        try {
            if (!replaces) {
                store.remove(List.of(target.id()));
            }
            store.add(List.of(target.with(VectorStoreMetadata.of(ENTRY))));
            List<VectorHit> found =
                    searchUntil(samples.one(), Filter.eq("probe", "yes"), hits -> contains(hits, target), timeout);
            return found.size() == 1
                    && VectorStoreMetadata.read(found.get(0).metadata()).equals(ENTRY)
                    && searchUntil(samples.one(), Filter.eq("probe", "no"), List::isEmpty, Duration.ZERO)
                            .isEmpty();
        } catch (MemoryIndexException e) {
            rethrowIfUnavailable(e);
            LOG.debug("{} does not filter by the application's metadata.", store.name(), e);
            return false;
        }
    }

    private List<VectorHit> searchUntil(
            VectorQuery vectorQuery, Predicate<List<VectorHit>> expected, Duration timeout) {
        return searchUntil(vectorQuery, Filter.all(), expected, timeout);
    }

    /** Searches until the result is as wanted or the time is up, and returns the last result. */
    private List<VectorHit> searchUntil(
            VectorQuery vectorQuery, Filter filter, Predicate<List<VectorHit>> expected, Duration timeout) {
        IndexQuery query = new IndexQuery(
                scope,
                vectorQuery.text(),
                vectorQuery.vector(),
                QueryHints.NONE,
                10,
                Set.of(ItemType.MEMORY),
                Set.of(MemoryKind.FACT, MemoryKind.EVENT),
                "conversation",
                filter,
                NOW);
        List<VectorStoreCondition> conditions = new ArrayList<>(VectorStoreCondition.of(collection, query));
        conditions.addAll(VectorStoreMetadata.narrowing(filter));
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<VectorHit> found = store.search(vectorQuery, 10, conditions);
            if (expected.test(found) || System.nanoTime() >= end) {
                return found;
            }
            pause();
        }
    }

    /** An interrupted probe does not judge the store. */
    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MemoryIndexUnavailableException(
                    "The thread was interrupted while it probed the capabilities of " + store.name() + ".", e);
        }
    }

    private <T> T attempt(String lack, Supplier<T> ability) {
        try {
            return ability.get();
        } catch (MemoryIndexException e) {
            rethrowIfUnavailable(e);
            throw incompatible(lack + ", or is unreachable (" + root(e) + ")", e);
        }
    }

    /** The store has only received documents of this probe, so its own message may be quoted. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }

    /** A store that does not respond is probed again later, not rejected. */
    private static void rethrowIfUnavailable(MemoryIndexException failure) {
        if (failure instanceof MemoryIndexUnavailableException) {
            throw failure;
        }
    }

    private void require(boolean fulfilled, String lack) {
        if (!fulfilled) {
            throw incompatible(lack, null);
        }
    }

    private MemoryIndexException incompatible(String lack, @Nullable Throwable cause) {
        return new MemoryIndexIncompatibleException(
                store.name() + " cannot serve as a memory's index: it " + lack
                        + ". Use a store that filters and removes documents, or the embedded index.",
                cause);
    }

    private void cleanUp() {
        try {
            store.remove(List.of(target.id(), further.id(), foreign.id(), expired.id(), turn.id()));
        } catch (MemoryIndexException e) {
            LOG.warn("{} may still contain five documents of the capability probe.", store.name(), e);
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

    private static boolean contains(List<VectorHit> found, VectorStoreDocument document) {
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
