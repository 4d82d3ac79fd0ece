// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

/**
 * A ranking signal. Implementations are pure: the value depends only on the candidate, the query and the conversation.
 */
interface Signal {

    /** {@return the name of the signal in explanations and {@link SignalWeights}} */
    String name();

    /** {@return the strength of the signal for a candidate, 0 to 1} */
    double of(CandidateContext context);
}
