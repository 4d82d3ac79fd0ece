// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.InvalidInputException;
import dev.memoir.ProgressListener;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.ValidatingEmbedder;
import dev.memoir.index.IndexLocation;
import dev.memoir.index.MemoryIndex;
import dev.memoir.ledger.Ledger;
import dev.memoir.maintenance.ReindexRequest;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Builds a new index next to the one in use, then replaces that one. Thread-safe: one build at a time. */
final class ReindexService {

    private final Ledger ledger;
    private final IndexHolder holder;
    private final BiFunction<MemoryIndex, Embedder, IndexRuntime> stack;
    private final @Nullable IndexLocation location;
    private final ReentrantLock building = new ReentrantLock();
    private Embedder embedder;

    ReindexService(
            Ledger ledger,
            IndexHolder holder,
            BiFunction<MemoryIndex, Embedder, IndexRuntime> stack,
            Embedder embedder,
            @Nullable IndexLocation location) {
        this.ledger = ledger;
        this.holder = holder;
        this.stack = stack;
        this.embedder = embedder;
        this.location = location;
    }

    void run(ReindexRequest to, ProgressListener progress) {
        if (!building.tryLock()) {
            throw new InvalidInputException("An index is already being built. Wait until it is complete.");
        }
        try {
            Embedder given = to.embedder();
            Embedder next = given == null ? embedder : new ValidatingEmbedder(given);
            run(to, next, progress);
            embedder = next;
        } finally {
            building.unlock();
        }
    }

    /** Changes nothing until the new index is complete; a failure before that leaves the old one in use. */
    private void run(ReindexRequest to, Embedder next, ProgressListener progress) {
        VectorLengthCheck.check(ledger, next);
        boolean ownLocation = to.index() == null;
        IndexRuntime built = stack.apply(openNext(to, next.dimension()), next);
        IndexRuntime before;
        try {
            built.projection().build(progress);
            before = holder.replace(built);
        } catch (RuntimeException e) {
            abandon(built, ownLocation, e);
            throw e;
        }
        try {
            if (ownLocation && location != null) {
                location.adopt();
            }
        } finally {
            before.retire();
        }
        if (ownLocation && location != null) {
            location.deleteUnused();
        }
        if (to.dropVectors()
                && !before.embedding().id().equals(built.embedding().id())) {
            ledger.projection().dropVectors(before.embedding().id());
        }
    }

    private MemoryIndex openNext(ReindexRequest to, int dimension) {
        if (to.index() != null) {
            return to.index().open(dimension);
        }
        if (location == null) {
            throw new InvalidInputException(
                    "The memory was opened with an index of your own: name the factory of the new one, such as for"
                            + " another collection or table (ReindexRequest.builder().index).");
        }
        return location.openNext(dimension);
    }

    private void abandon(IndexRuntime built, boolean ownLocation, RuntimeException failure) {
        try {
            built.retire();
            if (ownLocation && location != null) {
                location.deleteUnused();
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
