package dev.memoir.ingest;

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
 * Chooses among known facts those that new turns may repeat, change or contradict. A fact counts by the sentence that it is
 * nearest to, in meaning and in rare words, names included. Reads nothing.
 */
final class KnownFactSelection {

    /** Some 1,000 tokens of a prompt. */
    static final int MOST = 40;

    /** What a sentence's and a fact's words in common are worth, in standard deviations of the sentence's cosines. */
    private static final double WORDS = 6;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /** Letters of a word that count: "implemented" is "implementing". */
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
     * @param text its words
     * @param vector its vector, or null
     */
    record Sentence(String text, float @Nullable [] vector) {}

    /**
     * {@return the chosen facts, at most {@link #MOST}: the best of each turn, then the best of all}
     *
     * @param facts known facts
     * @param vectors their vectors by id, of the space of the sentences
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

    /** {@return the score of each fact for its best sentence of a turn} */
    private double[] scores(List<Sentence> turn) {
        double[] best = new double[facts.size()];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        for (Sentence sentence : turn) {
            double[] nearness = nearness(sentence.vector());
            Set<String> said = words(sentence.text());
            double saidRarity = rarity(said);
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.max(best[i], nearness[i] + WORDS * inCommon(said, saidRarity, words.get(i)));
            }
        }
        return best;
    }

    /** Cosines on a scale that is the same for every embedder: standard deviations from the mean over the facts. */
    private double[] nearness(float @Nullable [] vector) {
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

    private double inCommon(Set<String> said, double saidRarity, Set<String> fact) {
        double common = 0;
        for (String word : fact) {
            common += said.contains(word) ? rarity.getOrDefault(word, 0.0) : 0;
        }
        return common == 0 ? 0 : common / Math.sqrt(saidRarity * rarity(fact));
    }

    /** Words that no fact has say nothing of which fact is meant. */
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
