// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Rejection;
import java.util.Optional;

/** A single check of a proposal. Stateless and thread-safe. */
@FunctionalInterface
interface ProposalCheck {

    /** {@return the reason to reject the proposal, or empty if it passes} */
    Optional<Rejection> check(ProposalContext evidence);
}
