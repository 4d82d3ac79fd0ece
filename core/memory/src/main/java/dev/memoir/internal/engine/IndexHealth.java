// SPDX-License-Identifier: Apache-2.0
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
 * Tracks whether an index can be searched, and logs each change of what it can do once: an error if someone has to fix
 * it, a warning if the memory retries by itself. {@link ProjectionLifecycle} tracks whether it can be written.
 * Thread-safe.
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
    private volatile @Nullable SearchFailure search;

    IndexHealth(InstantSource clock) {
        this.clock = clock;
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

    /** {@return why the index cannot be searched now, or null if it can as far as is known} */
    @Nullable
    IndexFailure searchFailure() {
        SearchFailure searching = search;
        return searching != null && searching.at().plus(SEARCH_FAILURE_COUNTS).isAfter(clock.instant())
                ? searching.failure()
                : null;
    }

    static IndexFailure failure(RuntimeException failure) {
        String message = failure.getMessage();
        return new IndexFailure(
                message == null ? failure.getClass().getName() : message,
                failure instanceof MemoryIndexIncompatibleException);
    }

    /**
     * Logs that an index cannot be written or searched, unless that was known.
     *
     * @param what what cannot be done, a participle
     * @param before why it could not be done before, or null if it could
     * @param now why it cannot be done now
     */
    static void report(String what, @Nullable IndexFailure before, IndexFailure now, RuntimeException failure) {
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
