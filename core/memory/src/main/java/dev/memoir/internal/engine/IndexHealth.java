package dev.memoir.internal.engine;

import dev.memoir.IndexFailure;
import dev.memoir.MemoryIndexIncompatibleException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks whether an index can be written and searched, and logs each change once: an error if someone has to fix it, a
 * warning if the memory retries by itself. Thread-safe.
 */
final class IndexHealth {

    private static final Logger LOG = LoggerFactory.getLogger(IndexHealth.class);

    /**
     * How long a failed search counts while no other is made: an instance that a load balancer excludes because of it
     * receives no search that could succeed.
     */
    static final Duration SEARCH_FAILURE_COUNTS = Duration.ofMinutes(1);

    private record SearchFailure(IndexFailure failure, Instant at) {}

    private final InstantSource clock;
    private volatile @Nullable IndexFailure write;
    private volatile @Nullable SearchFailure search;

    IndexHealth(InstantSource clock) {
        this.clock = clock;
    }

    /** The index has applied everything that was committed. */
    void written() {
        if (write != null) {
            write = null;
            LOG.info("The index has caught up with the ledger.");
        }
    }

    /** The index could not apply what was committed. */
    void notWritten(RuntimeException failure) {
        IndexFailure before = write;
        IndexFailure now = failure(failure);
        write = now;
        report("written", before, now, failure);
    }

    /** The index has answered a search. */
    void searched() {
        if (search != null) {
            search = null;
        }
    }

    /** The index has not answered a search. */
    void notSearched(RuntimeException failure) {
        SearchFailure before = search;
        IndexFailure now = failure(failure);
        search = new SearchFailure(now, clock.instant());
        report("searched", before == null ? null : before.failure(), now, failure);
    }

    /** {@return why the index cannot be written or searched now, or null if it can as far as is known} */
    @Nullable
    IndexFailure failure() {
        IndexFailure writing = write;
        SearchFailure searching = search;
        if (writing != null || searching == null) {
            return writing;
        }
        return searching.at().plus(SEARCH_FAILURE_COUNTS).isAfter(clock.instant()) ? searching.failure() : null;
    }

    private static IndexFailure failure(RuntimeException failure) {
        String message = failure.getMessage();
        return new IndexFailure(
                message == null ? failure.getClass().getName() : message,
                failure instanceof MemoryIndexIncompatibleException);
    }

    private static void report(String what, @Nullable IndexFailure before, IndexFailure now, RuntimeException failure) {
        if (before != null && before.permanent() == now.permanent()) {
            LOG.debug("The index still cannot be {}.", what, failure);
        } else if (now.permanent()) {
            LOG.error(
                    "The index cannot be {}, and will not be until this is fixed: {} Turns are stored, and recalled"
                            + " from the ledger alone.",
                    what,
                    now.message(),
                    failure);
        } else {
            LOG.warn(
                    "The index cannot be {} now: {} The ledger has everything; the memory tries again.",
                    what,
                    now.message(),
                    failure);
        }
    }
}
