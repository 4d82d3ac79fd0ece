// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.engine;

import dev.memoir.IndexFailure;
import org.jspecify.annotations.Nullable;

/**
 * How far the projection of the ledger onto an index has come. {@link ProjectionLifecycle} holds the current state and
 * the transitions. Immutable.
 */
sealed interface ProjectionState {

    /** The index is not in use yet: it is being opened, or built next to the one in use. */
    record Preparation() implements ProjectionState {}

    /** The index has applied everything that was committed when it was last written. */
    record Current() implements ProjectionState {}

    /** Committed changes are not in the index, as far as is known. */
    sealed interface Incomplete extends ProjectionState {

        /**
         * {@return whether a caller did not wait for the applying thread, which may have read the changes before the
         * caller's commit}
         */
        boolean missed();

        /** {@return why the index could not be written, until it has caught up; null if no attempt failed} */
        @Nullable
        IndexFailure failure();

        /**
         * {@return this state, with or without a caller who did not wait}
         *
         * @param missed whether a caller did not wait
         */
        Incomplete missed(boolean missed);
    }

    /** Changes are left over that the next attempt applies, whoever makes it. */
    record Behind(boolean missed, @Nullable IndexFailure failure) implements Incomplete {

        @Override
        public Behind missed(boolean now) {
            return new Behind(now, failure);
        }
    }

    /** The last attempt failed, and the next one waits for the end of the back-off. */
    record Failed(boolean missed, IndexFailure failure, FailureBackoff backoff) implements Incomplete {

        @Override
        public Failed missed(boolean now) {
            return new Failed(now, failure, backoff);
        }
    }
}
