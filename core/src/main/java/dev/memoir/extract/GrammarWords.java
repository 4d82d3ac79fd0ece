package dev.memoir.extract;

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
 * The words of grammar in one text, judged by the language of the words around them. "Son" is grammar in French and Spanish
 * and a child in English; "war" is grammar in German alone. A word that few languages share tells more of the language of a
 * text than one that many have. Immutable.
 */
final class GrammarWords {

    /** The beginning of a text is enough to tell its language. */
    private static final int MOST_WORDS = 400;

    /** So many words of a source help, and do not drown, a statement of a dozen. */
    private static final int SOURCE_WORDS = 60;

    /** Languages that are this close to the likeliest count too: Danish and Norwegian, Spanish and Galician. */
    private static final double LIKELY = 0.75;

    private static final WordList FUNCTION = WordList.of("function");
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
     * {@return the grammar of a text}
     *
     * @param words its words, as {@link MorphologicalWords} has them
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
     * {@return the grammar of a text that is too short to tell its language, with the help of what it was drawn from}
     *
     * @param words its words, as {@link MorphologicalWords} has them
     * @param source the words that it was drawn from
     */
    static GrammarWords of(Collection<String> words, Collection<String> source) {
        return of(Stream.concat(words.stream(), source.stream().limit(SOURCE_WORDS))
                .distinct()
                .toList());
    }

    /** {@return the languages that the text is most likely written in; none if it has no word of grammar} */
    Set<String> languages() {
        return likely;
    }

    /** {@return whether a word of the text is one of grammar, in the language of the other words} */
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
        for (LanguageWords language : LanguageWords.all()) {
            List<String> entries = new ArrayList<>(language.words("function"));
            language.words("user").stream()
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
        for (LanguageWords language : LanguageWords.all()) {
            language.words("user").stream()
                    .filter(entry -> entry.endsWith("*"))
                    .forEach(entry -> beginnings.put(NormalizedText.of(entry), language.code()));
        }
        return Map.copyOf(beginnings);
    }
}
