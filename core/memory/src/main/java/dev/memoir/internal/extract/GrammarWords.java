// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The function words of one text, judged by the language of the words around them. "Son" is a function word in French
 * and Spanish and a child in English; "war" is a function word only in German. A word that few languages share is a
 * stronger sign of the language than one that many share. Immutable.
 */
final class GrammarWords {

    /** The beginning of a text is enough to detect its language. */
    private static final int MOST_WORDS = 400;

    /** This many words of a source support a statement of a dozen words without outweighing it. */
    private static final int SOURCE_WORDS = 60;

    /** Languages with at least this share of the best score count too: Danish and Norwegian, Spanish and Galician. */
    private static final double LIKELY = 0.75;

    private static final WordList FUNCTION = WordList.of(LanguageTopic.FUNCTION);
    private static final Map<String, Set<String>> LANGUAGES = byWord();
    private static final Map<String, String> USER_BEGINNINGS = userBeginnings();

    private final Map<String, Double> scores;
    private final Set<String> likely;

    private GrammarWords(Map<String, Double> scores) {
        this.scores = scores;
        double best = scores.values().stream().mapToDouble(score -> score).max().orElse(0);
        this.likely = scores.entrySet().stream()
                .filter(score -> score.getValue() >= LIKELY * best)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * {@return the function words of a text}
     *
     * @param words the words of the text, as {@link MorphologicalWords} has them
     */
    static GrammarWords of(Collection<String> words) {
        Map<String, Double> scores = new HashMap<>();
        words.stream().limit(MOST_WORDS).forEach(word -> {
            Set<String> languages = languagesOf(word);
            languages.forEach(language -> scores.merge(language, 1.0 / languages.size(), Double::sum));
        });
        return new GrammarWords(scores);
    }

    /**
     * {@return the function words of a text that is too short to detect its language, with the help of its source}
     *
     * @param words the words of the text, as {@link MorphologicalWords} has them
     * @param source the words of the source that the text was extracted from
     */
    static GrammarWords of(Collection<String> words, Collection<String> source) {
        return of(Stream.concat(words.stream(), source.stream().limit(SOURCE_WORDS))
                .distinct()
                .toList());
    }

    /** {@return the most likely languages of the text; none if it has no function word} */
    Set<String> languages() {
        return likely;
    }

    /** {@return whether a word of the text is a function word in the language of the other words} */
    boolean has(String word) {
        Set<String> languages = LANGUAGES.getOrDefault(word, Set.of());
        if (languages.isEmpty()) {
            return FUNCTION.has(word);
        }
        double own = 1.0 / languages.size();
        double best = 0;
        double bestOfWord = 0;
        for (Map.Entry<String, Double> score : scores.entrySet()) {
            boolean of = languages.contains(score.getKey());
            double others = score.getValue() - (of ? own : 0);
            best = Math.max(best, others);
            bestOfWord = of ? Math.max(bestOfWord, others) : bestOfWord;
        }
        return bestOfWord >= LIKELY * best;
    }

    /** {@return whether a word of the text is a numeral in its language} */
    boolean isNumeral(String word) {
        return SpelledNumbers.of(likely).stream().anyMatch(language -> language.isNumeral(word));
    }

    private static Set<String> languagesOf(String word) {
        Set<String> languages = LANGUAGES.get(word);
        if (languages != null) {
            return languages;
        }
        for (Map.Entry<String, String> beginning : USER_BEGINNINGS.entrySet()) {
            if (word.startsWith(beginning.getKey())) {
                return Set.of(beginning.getValue());
            }
        }
        return Set.of();
    }

    private static Map<String, Set<String>> byWord() {
        Map<String, Set<String>> languages = new HashMap<>();
        for (Language language : Languages.all()) {
            List<String> entries = new ArrayList<>(language.words(LanguageTopic.FUNCTION));
            language.words(LanguageTopic.USER).stream()
                    .filter(entry -> !entry.endsWith("*"))
                    .forEach(entries::add);
            entries.stream()
                    .flatMap(entry -> Arrays.stream(NormalizedText.of(entry).split(" ")))
                    .forEach(word -> languages
                            .computeIfAbsent(word, key -> new HashSet<>())
                            .add(language.code()));
        }
        return Map.copyOf(languages);
    }

    private static Map<String, String> userBeginnings() {
        Map<String, String> beginnings = new HashMap<>();
        for (Language language : Languages.all()) {
            language.words(LanguageTopic.USER).stream()
                    .filter(entry -> entry.endsWith("*"))
                    .forEach(entry -> beginnings.put(NormalizedText.of(entry), language.code()));
        }
        return Map.copyOf(beginnings);
    }
}
