// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of the ranking signals. Immutable.
 *
 * @param bySignal the non-negative weight of each signal, by its name; a signal that is not listed has weight 0
 */
public record SignalWeights(Map<String, Double> bySignal) {

    /**
     * Fitted on BEAM's and LoCoMo's development conversations together, both data sets weighted equally, by the smooth
     * loss of {@code ./memoir bench recall}, and rounded. R@5, R@10 and R@25 of turns are 58.4, 66.8 and 76.6 on BEAM
     * (179 questions about chats with an assistant) and 76.0, 82.4 and 89.4 on LoCoMo (958 questions about chats
     * between people). When fitted on LoCoMo alone, they were 23.5, 36.2 and 54.3, and 75.9, 83.0 and 89.3.
     */
    public static final SignalWeights STANDARD = new SignalWeights(standard());

    private static Map<String, Double> standard() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put(SemanticSignal.NAME, 5.0);
        weights.put(KeywordSignal.NAME, 1.4);
        weights.put(NeighbourSignal.NAME, 3.4);
        weights.put(AnswerSignal.NAME, 3.9);
        weights.put(NearbyKeywordSignal.NAME, 2.6);
        weights.put(ConversationSignal.NAME, 3.6);
        weights.put(SubjectSignal.NAME, 0.9);
        weights.put(StatementSignal.NAME, 1.3);
        weights.put(RoleSignal.NAME, 2.7);
        weights.put(OpeningTurnSignal.NAME, 0.8);
        weights.put(TimeSignal.NAME, 3.4);
        // Not fitted: few questions of LoCoMo ask for the latest, and none of them has two answers. Half of the weight
        // of time.
        weights.put(RecencySignal.NAME, 1.7);
        weights.put(FactVoteSignal.NAME, 2.3);
        return weights;
    }

    /** Copies and checks the weights. */
    public SignalWeights {
        bySignal = Collections.unmodifiableMap(new LinkedHashMap<>(bySignal));
        if (bySignal.values().stream().anyMatch(weight -> !(weight >= 0))) {
            throw new IllegalArgumentException("Signal weights must not be negative: " + bySignal);
        }
    }

    /**
     * {@return a copy with a different weight of one signal}
     *
     * @param signal the name of the signal
     * @param weight the weight; 0 disables the signal
     */
    public SignalWeights with(String signal, double weight) {
        Map<String, Double> changed = new LinkedHashMap<>(bySignal);
        changed.put(signal, weight);
        return new SignalWeights(changed);
    }

    double of(String signal) {
        return bySignal.getOrDefault(signal, 0.0);
    }
}
