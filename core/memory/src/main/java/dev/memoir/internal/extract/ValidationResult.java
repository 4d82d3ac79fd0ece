// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Proposal;
import dev.memoir.extract.Rejection;

/** The result of checking a proposal. */
public sealed interface ValidationResult {

    /** {@return the checked proposal} */
    Proposal proposal();

    /**
     * The proposal passed and may be resolved.
     *
     * @param proposal the proposal, without listed names that were not said
     */
    record Accepted(Proposal proposal) implements ValidationResult {}

    /**
     * The proposal was rejected.
     *
     * @param proposal the proposal
     * @param why the reason
     */
    record Rejected(Proposal proposal, Rejection why) implements ValidationResult {}
}
