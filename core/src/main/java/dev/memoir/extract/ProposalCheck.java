package dev.memoir.extract;

import java.util.Optional;

/** One thing that must be true of a proposal. Pure and thread-safe. */
@FunctionalInterface
interface ProposalCheck {

    /** {@return why the proposal is turned away, or nothing} */
    Optional<Rejection> check(ProposalContext evidence);
}
