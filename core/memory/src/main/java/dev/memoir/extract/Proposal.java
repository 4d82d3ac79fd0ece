// SPDX-License-Identifier: Apache-2.0
package dev.memoir.extract;

import java.util.List;

/**
 * A change to the memory that an extractor proposes. It is checked and resolved against known facts before it is
 * stored.
 */
public sealed interface Proposal {

    /** {@return the turns that support the proposal, at least one} */
    List<Citation> sources();

    /** A proposal that makes a claim. */
    sealed interface Claiming extends Proposal permits Add, Update {

        /** {@return the claim} */
        Claim claim();
    }

    /**
     * Adds a new fact.
     *
     * @param claim the new fact
     * @param sources the turns that support it
     */
    record Add(Claim claim, List<Citation> sources) implements Claiming {
        /** Copies the sources. */
        public Add {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Replaces a known fact that has changed or was wrong.
     *
     * @param memoryId the id of the known memory
     * @param claim the fact that holds instead
     * @param correction true if the known fact was never true; false if it was true until the claim began to hold
     * @param sources the turns that support the change
     */
    record Update(String memoryId, Claim claim, boolean correction, List<Citation> sources) implements Claiming {
        /** Copies the sources. */
        public Update {
            sources = List.copyOf(sources);
        }
    }

    /**
     * Retracts a known fact without a replacement.
     *
     * @param memoryId the id of the known memory
     * @param sources the turns that deny or retract it
     */
    record Delete(String memoryId, List<Citation> sources) implements Proposal {
        /** Copies the sources. */
        public Delete {
            sources = List.copyOf(sources);
        }
    }
}
