package dev.memoir.recall;

/** One reason to recall something. Pure: it depends on the candidate, the question and its conversation alone. */
interface Signal {

    /** {@return the name that explanations and {@link SignalWeights} call it by} */
    String name();

    /** {@return how much it speaks for a candidate, 0 to 1} */
    double of(CandidateContext seat);
}
