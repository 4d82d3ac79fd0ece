// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import java.util.HashMap;
import java.util.Map;

/** Rewards a candidate if the query names its speaker or subject. */
final class SubjectSignal implements Signal {

    static final String NAME = "subject";

    private final RankingContext ranking;

    /** Whether the query names each subject, computed once per subject. */
    private final Map<String, Boolean> named = new HashMap<>();

    SubjectSignal(RankingContext ranking) {
        this.ranking = ranking;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public double of(CandidateContext context) {
        String subject = context.candidate().links().subject();
        return subject != null && named.computeIfAbsent(subject, ranking.question()::names) ? 1 : 0;
    }
}
