// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

/**
 * Rates the best keyword match of the candidate and its neighbours: people do not repeat themselves, and the answer may
 * follow in the next line. A long turn is rated by its own words.
 */
final class NearbyKeywordSignal implements Signal {

    static final String NAME = "surroundings";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        double own = context.candidate().keyword();
        CandidateContext anchor = context.anchor();
        if (anchor == null) {
            return own;
        }
        double best = own;
        for (int offset = -NeighbourSignal.REACH; offset <= NeighbourSignal.REACH; offset++) {
            CandidateContext turn = anchor.neighbour(offset);
            if (turn != null) {
                best = Math.max(best, turn.candidate().keyword());
            }
        }
        return anchor.inContext(best, own);
    }
}
