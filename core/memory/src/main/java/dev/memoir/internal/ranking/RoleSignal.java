// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

/**
 * Prefers people's own turns, or the assistant's if the query asks for them. Three quarters of the evidence for BEAM's
 * questions is in user messages, which the assistant's long answers on the same topic would crowd out.
 */
final class RoleSignal implements Signal {

    static final String NAME = "role";

    private final boolean asksAssistant;

    RoleSignal(RankingContext ranking) {
        asksAssistant = ranking.question().asksAssistant();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        return context.byAssistant() == asksAssistant ? 1 : 0;
    }
}
