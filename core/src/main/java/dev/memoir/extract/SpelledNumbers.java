package dev.memoir.extract;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.LongStream;

/**
 * The number words of one language, as ICU spells them: cardinals and ordinals in every gender and case, and quantities
 * such as "half a dozen" from the file of the language. All words are without accents. Immutable.
 *
 * <p>ICU's own parser is not used: it reads "thirty five" as 3005 unless it is lenient, and then it takes milliseconds.
 */
final class SpelledNumbers {

    /** Almost "one thousand nine hundred and ninety nine". */
    private static final int MOST_WORDS = 6;

    /** Greater numbers are usually written in digits, except for round numbers and recent years. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2100;

    private static final String KEY = "quantity.";

    /** ICU falls back to English for languages that it cannot spell numbers in. */
    private static final String ENGLISH =
            new RuleBasedNumberFormat(ULocale.ENGLISH, RuleBasedNumberFormat.SPELLOUT).format(35);

    private static final ConcurrentMap<String, SpelledNumbers> LANGUAGES = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> numerals = new HashMap<>();
    private final Map<String, Set<String>> quantities = new HashMap<>();
    private final Map<String, String> cardinals = new HashMap<>();
    private final Set<String> firstWords = new HashSet<>();

    private SpelledNumbers(LanguageWords language) {
        for (String key : language.keys(key -> key.startsWith(KEY))) {
            language.words(key).forEach(words -> add(words.replace('_', ' '), key.substring(KEY.length()), quantities));
        }
        RuleBasedNumberFormat spelled =
                new RuleBasedNumberFormat(ULocale.forLanguageTag(language.code()), RuleBasedNumberFormat.SPELLOUT);
        if (language.code().equals("en") || !spelled.format(35).equals(ENGLISH)) {
            spell(spelled);
        }
    }

    /** {@return the numbers of a language, built on first use, which takes about 20 ms} */
    static SpelledNumbers of(LanguageWords language) {
        return LANGUAGES.computeIfAbsent(language.code(), code -> new SpelledNumbers(language));
    }

    /** {@return the numbers of languages, given their ISO 639 codes} */
    static List<SpelledNumbers> of(Collection<String> codes) {
        return LanguageWords.all().stream()
                .filter(language -> codes.contains(language.code()))
                .map(SpelledNumbers::of)
                .toList();
    }

    private void spell(RuleBasedNumberFormat spelled) {
        for (String rules : spelled.getRuleSetNames()) {
            boolean cardinal = rules.contains("cardinal");
            if (cardinal || rules.contains("ordinal")) {
                LongStream.rangeClosed(0, 100).forEach(n -> spell(spelled.format(n, rules), n, cardinal));
            }
            if (cardinal && rules.split("-").length <= 3) {
                LongStream.rangeClosed(101, LAST_YEAR)
                        .filter(n -> n <= 1000 || n >= FIRST_YEAR || n % 100 == 0)
                        .forEach(n -> spell(spelled.format(n, rules), n, true));
                LongStream.rangeClosed(3, 10).forEach(n -> spell(spelled.format(1000 * n, rules), 1000 * n, true));
            }
        }
    }

    private void spell(String words, long number, boolean cardinal) {
        String text = add(words, Long.toString(number), numerals);
        if (cardinal) {
            cardinals.putIfAbsent(text, Long.toString(number));
        }
    }

    private String add(String words, String number, Map<String, Set<String>> readings) {
        String text = NameForms.plain(NormalizedText.of(words.replace('\u02BC', '\'')));
        firstWords.add(text.indexOf(' ') < 0 ? text : text.substring(0, text.indexOf(' ')));
        readings.computeIfAbsent(text, key -> new HashSet<>()).add(number);
        return text;
    }

    /** {@return whether a {@linkplain NormalizedText normalised} word is a numeral} */
    boolean isNumeral(String word) {
        return numerals.containsKey(NameForms.plain(word));
    }

    /** A number at the beginning of a list of words, and the number of words it consists of. */
    record Spelled(String number, int words) {}

    /** {@return every number that the numerals of a text can express} */
    Set<String> numerals(List<String> words) {
        return readings(words, numerals);
    }

    /** {@return every number that the quantity words of a text can express, such as "half a dozen"} */
    Set<String> quantities(List<String> words) {
        return readings(words, quantities);
    }

    private Set<String> readings(List<String> words, Map<String, Set<String>> spelled) {
        Set<String> found = new HashSet<>();
        int from = 0;
        while (from < words.size()) {
            Optional<Read<Set<String>>> read = longest(words, from, spelled);
            read.ifPresent(longest -> found.addAll(longest.value()));
            from += read.map(Read::words).orElse(1);
        }
        return found;
    }

    /** {@return the longest cardinal that begins at a word} */
    Optional<Spelled> cardinalAt(List<String> words, int from) {
        return longest(words, from, cardinals).map(read -> new Spelled(read.value(), read.words()));
    }

    private record Read<T>(T value, int words) {}

    private <T> Optional<Read<T>> longest(List<String> words, int from, Map<String, T> spelled) {
        if (!firstWords.contains(words.get(from))) {
            return Optional.empty();
        }
        for (int to = Math.min(words.size(), from + MOST_WORDS); to > from; to--) {
            T value = spelled.get(String.join(" ", words.subList(from, to)));
            if (value != null) {
                return Optional.of(new Read<>(value, to - from));
            }
        }
        return Optional.empty();
    }

    /** {@return the words of a text, in order, without accents} */
    static List<String> words(String text) {
        return Arrays.asList(NameForms.plain(NormalizedText.of(text)).split(" "));
    }
}
