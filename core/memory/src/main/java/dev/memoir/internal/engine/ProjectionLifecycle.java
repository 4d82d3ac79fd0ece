// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.IndexFailure;
import dev.memoir.internal.concurrent.InterruptGuard;
import dev.memoir.internal.engine.ProjectionState.Behind;
import dev.memoir.internal.engine.ProjectionState.Current;
import dev.memoir.internal.engine.ProjectionState.Failed;
import dev.memoir.internal.engine.ProjectionState.Incomplete;
import dev.memoir.internal.engine.ProjectionState.Preparation;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state machine of a projection: each method is a transition. All but {@link #skipped()} belong to the thread that
 * holds {@link IndexProjector}'s lock, or prepares an index that no other thread knows. The projection has no state for
 * a closed index: {@link IndexRuntime} admits no user of one. Thread-safe.
 */
final class ProjectionLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionLifecycle.class);

    private final AtomicReference<ProjectionState> state = new AtomicReference<>(new Preparation());

    /** {@return whether committed changes are not in the index, as far as is known} */
    boolean incomplete() {
        return state.get() instanceof Incomplete;
    }

    /** {@return whether the next attempt has to wait, because the last one took long to fail} */
    boolean backingOff() {
        return state.get() instanceof Failed failed && failed.backoff().active();
    }

    /** {@return why the index cannot be written at present, or null if it can} */
    @Nullable
    IndexFailure failure() {
        return failure(Objects.requireNonNull(state.get()));
    }

    private static @Nullable IndexFailure failure(ProjectionState state) {
        return state instanceof Incomplete incomplete ? incomplete.failure() : null;
    }

    /**
     * Incomplete: notes that a caller leaves its commit to another thread. The caller may be any thread, and needs no
     * lock. The applying thread learns of it when it has caught up.
     *
     * @return whether the commit is left to others; if not, the index caught up before this call, perhaps without the
     *     commit
     */
    boolean skipped() {
        return state.updateAndGet(now -> now instanceof Incomplete incomplete ? incomplete.missed(true) : now)
                instanceof Incomplete;
    }

    /** Incomplete: an attempt begins to read the changes, and thus sees the commits of all who did not wait. */
    void started() {
        state.updateAndGet(now -> now instanceof Incomplete incomplete ? incomplete.missed(false) : now);
    }

    /**
     * Any state to {@link Current}: the attempt has applied all that it read.
     *
     * @return whether a caller did not wait after the attempt began: its commit may be missing, so the caller of this
     *     method has to look once more
     */
    boolean caughtUp() {
        ProjectionState before = state.getAndSet(new Current());
        if (failure(before) != null) {
            LOG.info("The index has caught up with the ledger.");
        }
        return before instanceof Incomplete incomplete && incomplete.missed();
    }

    /** Any state to {@link Behind}: the attempt has applied its batch, and more changes wait. */
    void batchApplied() {
        state.updateAndGet(now -> new Behind(false, failure(now)));
    }

    /**
     * Any state to {@link Failed}, or to {@link Behind} if an interrupt of the calling thread ended the attempt. That
     * says nothing about the index: other threads continue at once, unless they had to wait already.
     *
     * @param failure why the attempt failed
     * @param backoff how long no other attempt is made
     */
    void failed(RuntimeException failure, FailureBackoff backoff) {
        if (InterruptGuard.caused(failure)) {
            LOG.debug("A thread that wrote to the index was interrupted. The index catches up.", failure);
            state.updateAndGet(now -> now instanceof Failed ? now : new Behind(false, failure(now)));
        } else {
            IndexFailure why = IndexHealth.failure(failure);
            IndexFailure before = failure(state.getAndSet(new Failed(false, why, backoff)));
            IndexHealth.report("written", before, why, failure);
        }
    }
}
