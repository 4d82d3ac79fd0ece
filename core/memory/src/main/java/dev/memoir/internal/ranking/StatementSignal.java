// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TextFeatures;

/**
 * Prefers turns that state something over those that only ask: a short turn that ends with a question states nothing
 * else.
 */
final class StatementSignal implements Signal {

    static final String NAME = "statement";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        TextFeatures features = context.candidate().features();
        return features.onlyAsks() && features.words() < CandidateContext.SELF_CONTAINED ? 0 : 1;
    }
}
