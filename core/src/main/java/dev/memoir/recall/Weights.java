package dev.memoir.recall;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much each signal counts. Immutable.
 *
 * @param bySignal the weight of each signal, by its name, none negative; one that is not named counts nothing
 */
public record Weights(Map<String, Double> bySignal) {

    /**
     * Fitted on LoCoMo's development half (five conversations, 958 questions), with its facts and without them together, by
     * the smooth loss of {@code ./memoir bench locomo --facts}, and rounded. R@5 and R@10 of turns are 75.9 and 83.0, with
     * facts 78.8 and 84.9. Fitted on any four of the conversations and asked of the fifth: 75.5 and 82.4, with facts 78.3 and
     * 84.6. What each signal is worth that command tells too.
     */
    public static final Weights STANDARD = new Weights(standard());

    private static Map<String, Double> standard() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put(Meaning.NAME, 4.0);
        weights.put(Words.NAME, 2.1);
        weights.put(Neighbours.NAME, 2.4);
        weights.put(Answer.NAME, 3.3);
        weights.put(Surroundings.NAME, 3.0);
        weights.put(Conversation.NAME, 4.1);
        weights.put(Subject.NAME, 0.7);
        weights.put(Statement.NAME, 0.8);
        weights.put(Length.NAME, 1.0);
        weights.put(Opening.NAME, 0.8);
        weights.put(Time.NAME, 3.3);
        // Not fitted: few questions of LoCoMo ask for the latest, and none of those has two answers. Half of what time
        // counts.
        weights.put(Recency.NAME, 1.7);
        // Not fitted: LoCoMo's turns name hardly anyone but their two speakers. As much as time: above what has a
        // common
        // word, not above what matches.
        weights.put(Bridge.NAME, 3.3);
        weights.put(Facts.NAME, 2.3);
        return weights;
    }

    /** Copies and checks the weights. */
    public Weights {
        bySignal = Collections.unmodifiableMap(new LinkedHashMap<>(bySignal));
        if (bySignal.values().stream().anyMatch(weight -> !(weight >= 0))) {
            throw new IllegalArgumentException("A signal's weight is negative: " + bySignal);
        }
    }

    /**
     * {@return these, with another weight of one signal}
     *
     * @param signal its name
     * @param weight the weight; 0 switches it off
     */
    public Weights with(String signal, double weight) {
        Map<String, Double> changed = new LinkedHashMap<>(bySignal);
        changed.put(signal, weight);
        return new Weights(changed);
    }

    double of(String signal) {
        return bySignal.getOrDefault(signal, 0.0);
    }
}
