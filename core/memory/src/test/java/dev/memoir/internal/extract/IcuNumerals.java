// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.Languages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Writes the numerals of all languages as ICU spells them: run {@link #main} with the directory
 * {@code src/main/resources/dev/memoir/internal/extract/numerals} after an update of ICU or for a new language.
 */
final class IcuNumerals {

    /** Greater numbers are usually written in digits, except for round numbers and recent years. */
    private static final int FIRST_YEAR = 1900;

    private static final int LAST_YEAR = 2100;

    /** ICU falls back to English for languages that it cannot spell numbers in. */
    private static final String ENGLISH = spelling("en").format(35);

    private final Map<Long, TreeSet<String>> words = new TreeMap<>();
    private final Map<String, Long> cardinals = new HashMap<>();

    private IcuNumerals() {}

    public static void main(String[] arguments) throws IOException {
        for (Language language : Languages.all()) {
            Optional<String> file = file(language.code());
            if (file.isPresent()) {
                Files.writeString(Path.of(arguments[0], language.code() + ".txt"), file.get());
            }
        }
    }

    /** {@return the contents of the numerals file of a language, empty if ICU cannot spell numbers in it} */
    static Optional<String> file(String code) {
        RuleBasedNumberFormat spelling = spelling(code);
        if (!code.equals("en") && spelling.format(35).equals(ENGLISH)) {
            return Optional.empty();
        }
        IcuNumerals numerals = new IcuNumerals();
        numerals.spell(spelling);
        return Optional.of(numerals.lines());
    }

    private static RuleBasedNumberFormat spelling(String code) {
        return new RuleBasedNumberFormat(ULocale.forLanguageTag(code), RuleBasedNumberFormat.SPELLOUT);
    }

    private void spell(RuleBasedNumberFormat spelling) {
        for (String rules : spelling.getRuleSetNames()) {
            boolean cardinal = rules.contains("cardinal");
            if (cardinal || rules.contains("ordinal")) {
                LongStream.rangeClosed(0, 100).forEach(n -> add(spelling.format(n, rules), n, cardinal));
            }
            if (cardinal && rules.chars().filter(c -> c == '-').count() <= 2) {
                LongStream.rangeClosed(101, LAST_YEAR)
                        .filter(n -> n <= 1000 || n >= FIRST_YEAR || n % 100 == 0)
                        .forEach(n -> add(spelling.format(n, rules), n, true));
                LongStream.rangeClosed(3, 10).forEach(n -> add(spelling.format(1000 * n, rules), 1000 * n, true));
            }
        }
    }

    private void add(String spelled, long number, boolean cardinal) {
        String text = SpelledNumbers.plain(spelled);
        words.computeIfAbsent(number, key -> new TreeSet<>()).add(text);
        if (cardinal) {
            cardinals.putIfAbsent(text, number);
        }
    }

    private String lines() {
        return words.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + entry.getValue().stream()
                                .map(text -> entry.getKey().equals(cardinals.get(text))
                                        ? text
                                        : SpelledNumbers.ORDINAL + text)
                                .collect(Collectors.joining("|"))
                        + "\n")
                .collect(Collectors.joining());
    }
}
