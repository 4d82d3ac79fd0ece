package dev.memoir.engine;

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
    private final IndexHolder served;
    private final BiFunction<MemoryIndex, Embedder, IndexRuntime> stack;
    private final @Nullable IndexLocation place;
    private final ReentrantLock building = new ReentrantLock();
    private Embedder embedder;

    ReindexService(
            Ledger ledger,
            IndexHolder served,
            BiFunction<MemoryIndex, Embedder, IndexRuntime> stack,
            Embedder embedder,
            @Nullable IndexLocation place) {
        this.ledger = ledger;
        this.served = served;
        this.stack = stack;
        this.embedder = embedder;
        this.place = place;
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
        boolean ours = to.index() == null;
        IndexRuntime built = stack.apply(beside(to, next.dimension()), next);
        IndexRuntime before;
        try {
            built.projection().build(progress);
            before = served.replace(built);
        } catch (RuntimeException e) {
            abandon(built, ours, e);
            throw e;
        }
        try {
            if (ours && place != null) {
                place.adopt();
            }
        } finally {
            before.retire();
        }
        if (ours && place != null) {
            place.deleteUnused();
        }
        if (to.dropVectors()
                && !before.embedding().id().equals(built.embedding().id())) {
            ledger.dropVectors(before.embedding().id());
        }
    }

    private MemoryIndex beside(ReindexRequest to, int dimension) {
        if (to.index() != null) {
            return to.index().open(dimension);
        }
        if (place == null) {
            throw new InvalidInputException(
                    "The memory was opened with an index of your own: name the factory of the new one, such as for"
                            + " another collection or table (ReindexRequest.index).");
        }
        return place.openNext(dimension);
    }

    private void abandon(IndexRuntime built, boolean ours, RuntimeException failure) {
        try {
            built.retire();
            if (ours && place != null) {
                place.deleteUnused();
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
