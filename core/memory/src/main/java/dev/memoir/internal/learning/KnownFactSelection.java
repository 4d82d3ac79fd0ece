// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.learning;

import dev.memoir.Memory;
import dev.memoir.embed.CosineSimilarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects the known facts that new turns may repeat, change or contradict. A fact is scored by its most similar
 * sentence, in meaning and in rare words, including names. Pure computation.
 */
final class KnownFactSelection {

    /** The maximum number of facts, about 1,000 tokens of a prompt. */
    static final int MOST = 40;

    /** The weight of the words that a sentence and a fact share, in standard deviations of the sentence's cosines. */
    private static final double WORDS = 6;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /** The number of letters of a word that are compared: "implemented" equals "implementing". */
    private static final int STEM = 6;

    private final List<Memory> facts;
    private final List<Set<String>> words = new ArrayList<>();
    private final List<float @Nullable []> vectors = new ArrayList<>();
    private final Map<String, Double> rarity = new HashMap<>();

    private KnownFactSelection(List<Memory> facts, Map<String, float[]> vectors) {
        this.facts = facts;
        Map<String, Integer> frequency = new HashMap<>();
        for (Memory fact : facts) {
            Set<String> own = words(fact.text() + " " + String.join(" ", fact.entities()));
            words.add(own);
            own.forEach(word -> frequency.merge(word, 1, Integer::sum));
            this.vectors.add(vectors.get(fact.id()));
        }
        frequency.forEach((word, count) -> rarity.put(word, Math.log((facts.size() + 1.0) / count)));
    }

    /**
     * A sentence of a new turn.
     *
     * @param text the text of the sentence
     * @param vector the vector of the sentence, or null
     */
    record Sentence(String text, float @Nullable [] vector) {}

    /**
     * {@return the selected facts, at most {@link #MOST}: the best of each turn, then the best of all}
     *
     * @param facts the known facts
     * @param vectors the vectors of the facts by id, in the space of the sentences
     * @param turns the sentences of each new turn
     */
    static List<Memory> of(List<Memory> facts, Map<String, float[]> vectors, List<List<Sentence>> turns) {
        if (facts.size() <= MOST) {
            return facts;
        }
        KnownFactSelection selection = new KnownFactSelection(facts, vectors);
        Set<Integer> chosen = new LinkedHashSet<>();
        double[] best = new double[facts.size()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (List<Sentence> turn : turns) {
            double[] scores = selection.scores(turn);
            int top = 0;
            for (int i = 0; i < scores.length; i++) {
                best[i] = Math.max(best[i], scores[i]);
                top = scores[i] > scores[top] ? i : top;
            }
            chosen.add(top);
        }
        List<Integer> ranked = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            ranked.add(i);
        }
        ranked.sort(Comparator.comparingDouble((Integer i) -> -best[i]).thenComparing(i -> i));
        chosen.addAll(ranked);
        return chosen.stream().limit(MOST).map(facts::get).toList();
    }

    /** {@return the score of each fact for its most similar sentence of a turn} */
    private double[] scores(List<Sentence> turn) {
        double[] best = new double[facts.size()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (Sentence sentence : turn) {
            double[] standardizedCosines = standardizedCosines(sentence.vector());
            Set<String> sentenceWords = words(sentence.text());
            double sentenceRarity = rarity(sentenceWords);
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.max(
                        best[i], standardizedCosines[i] + WORDS * overlap(sentenceWords, sentenceRarity, words.get(i)));
            }
        }
        return best;
    }

    /** {@return cosines on a scale independent of the embedder: in standard deviations from the mean over the facts} */
    private double[] standardizedCosines(float @Nullable [] vector) {
        double[] cosines = new double[facts.size()];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < cosines.length; i++) {
            float[] other = vectors.get(i);
            cosines[i] = vector == null || other == null ? 0 : CosineSimilarity.of(vector, other);
            sum += cosines[i];
            squares += cosines[i] * cosines[i];
        }
        double mean = sum / cosines.length;
        double deviation = Math.sqrt(Math.max(0, squares / cosines.length - mean * mean));
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = deviation == 0 ? 0 : (cosines[i] - mean) / deviation;
        }
        return cosines;
    }

    private double overlap(Set<String> sentenceWords, double sentenceRarity, Set<String> fact) {
        double common = 0;
        for (String word : fact) {
            common += sentenceWords.contains(word) ? rarity.getOrDefault(word, 0.0) : 0;
        }
        return common == 0 ? 0 : common / Math.sqrt(sentenceRarity * rarity(fact));
    }

    /** {@return the total rarity of words; a word that no fact contains does not discriminate between facts} */
    private double rarity(Set<String> of) {
        return of.stream().mapToDouble(word -> rarity.getOrDefault(word, 0.0)).sum();
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (word.find()) {
            String found = word.group();
            if (found.codePoints().anyMatch(Character::isIdeographic)) {
                for (int i = 0; i + 1 < found.length(); i++) {
                    words.add(found.substring(i, i + 2));
                }
            } else {
                words.add(found.length() <= STEM ? found : found.substring(0, STEM));
            }
        }
        return words;
    }
}
