// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

/** Rates the semantic similarity of the candidate to the query, as a cosine. */
final class SemanticSignal implements Signal {

    static final String NAME = "dense";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        return context.dense();
    }
}
