package dev.memoir.extract;

/** What the gates say of a proposal. */
public sealed interface ValidationResult {

    /** {@return what was proposed} */
    Proposal proposal();

    /**
     * It may be resolved.
     *
     * @param proposal what was proposed, without names that nobody said
     */
    record Accepted(Proposal proposal) implements ValidationResult {}

    /**
     * It is turned away.
     *
     * @param proposal what was proposed
     * @param why the reason
     */
    record Rejected(Proposal proposal, Rejection why) implements ValidationResult {}
}
