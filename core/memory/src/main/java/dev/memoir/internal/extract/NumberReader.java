// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.extract.SpelledNumbers.Spelled;
import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the numbers in a text, in digits of any script or in words, with every possible reading. */
final class NumberReader {

    /** The number of groups is bounded, because an unbounded repeated group takes a stack frame per repetition. */
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:[.,:'’\u00A0\u202F]\\d+){0,7}");

    private static final Pattern CLOCK = Pattern.compile("(\\d{1,2}):(\\d\\d)(?::\\d\\d)?");
    private static final Pattern SEPARATOR = Pattern.compile("[.,:'’\u00A0\u202F]");
    private static final Pattern HAN = Pattern.compile("[〇零一二两兩三四五六七八九十百千万萬]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+");
    private static final String HAN_DIGITS = "〇一二三四五六七八九";
    private static final Map<String, Integer> NAMED = named(LanguageTopic.NUMBER);

    /** Words that may be numbers: "due" is two in Italian. */
    private static final Map<String, Integer> AMBIGUOUS = named(LanguageTopic.NUMBER_AMBIGUOUS);

    /** In Vietnamese "năm" is both five and year, "ba" both three and father. */
    private static final String VIETNAMESE = "vi";

    /** Quantities of Chinese, Japanese and Thai, which are found inside a run without spaces. */
    private static final Map<String, Set<String>> SPACELESS = spaceless();

    private NumberReader() {}

    private static Map<String, Set<String>> spaceless() {
        Map<String, Set<String>> quantities = new HashMap<>();
        for (Language language : Languages.all()) {
            if (Set.of("zh", "ja", "th").contains(language.code())) {
                language.groups(LanguageTopic.QUANTITY)
                        .forEach((number, words) -> words.forEach(word -> quantities
                                .computeIfAbsent(word, one -> new HashSet<>())
                                .add(number)));
            }
        }
        return Map.copyOf(quantities);
    }

    /** {@return the text with ASCII digits} */
    static String ascii(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** {@return every number that a text can express} */
    static Set<String> readings(String text) {
        Set<String> readings = new HashSet<>();
        String ascii = ascii(text);
        Matcher digits = DIGITS.matcher(ascii);
        while (digits.find()) {
            readings.addAll(readingsOf(digits.group()));
        }
        int tens = 0;
        Matcher word = WORD.matcher(NormalizedText.of(text));
        while (word.find()) {
            Integer value = NAMED.getOrDefault(word.group(), AMBIGUOUS.get(word.group()));
            if (value != null) {
                readings.add(value.toString());
                if (tens > 0 && value < 10) {
                    readings.add(Integer.toString(tens + value));
                }
            }
            tens = value != null && value >= 20 && value <= 90 ? value : 0;
        }
        Matcher han = HAN.matcher(ascii);
        while (han.find()) {
            readings.add(Long.toString(value(han.group())));
        }
        return readings;
    }

    /**
     * {@return every number that a text can express, in digits and numerals}
     *
     * @param text the text
     * @param languages the ISO 639 codes of the languages to read numerals of, in addition to the most common numerals
     */
    static Set<String> numerals(String text, Collection<String> languages) {
        Set<String> numerals = new HashSet<>(readings(text));
        List<String> words = SpelledNumbers.words(text);
        SpelledNumbers.of(languages).forEach(language -> numerals.addAll(language.numerals(words)));
        return numerals;
    }

    /** {@return the numbers that quantity words of a text can express, such as "noon" and "half a dozen"} */
    static Set<String> quantities(String text, Collection<String> languages) {
        Set<String> quantities = new HashSet<>();
        List<String> words = SpelledNumbers.words(text);
        SpelledNumbers.of(languages).forEach(language -> quantities.addAll(language.quantities(words)));
        SPACELESS.forEach((quantity, values) -> {
            if (text.contains(quantity)) {
                quantities.addAll(values);
            }
        });
        return quantities;
    }

    /**
     * {@return the numbers of a claim, in digits and words, that were not said} An hour may be said in 12-hour time.
     *
     * @param claim the claim
     * @param said every number that was said
     * @param run the said text without spaces, to search for numbers of unspaced scripts
     * @param languages the ISO 639 codes of the likely languages of the claim
     */
    static List<String> unsaid(String claim, Set<String> said, String run, Collection<String> languages) {
        List<String> unsaid = new ArrayList<>();
        Matcher digits = DIGITS.matcher(ascii(claim));
        while (digits.find()) {
            if (!said(digits.group(), said)) {
                unsaid.add(digits.group());
            }
        }
        unsaid.addAll(unsaidWords(claim, said, languages));
        Matcher han = HAN.matcher(claim);
        while (han.find()) {
            boolean counts = value(han.group()) > 1;
            if (counts && !run.contains(han.group()) && !said.contains(Long.toString(value(han.group())))) {
                unsaid.add(Long.toString(value(han.group())));
            }
        }
        return unsaid;
    }

    private static List<String> unsaidWords(String claim, Set<String> said, Collection<String> languages) {
        List<String> unsaid = new ArrayList<>();
        List<String> words = Arrays.asList(NormalizedText.of(claim).split(" "));
        List<String> plain = SpelledNumbers.words(claim);
        List<SpelledNumbers> spelled = languages.contains(VIETNAMESE) ? List.of() : SpelledNumbers.of(languages);
        for (int i = 0; i < words.size(); i++) {
            Optional<Spelled> cardinal =
                    AMBIGUOUS.containsKey(words.get(i)) ? Optional.empty() : longest(spelled, plain, i);
            @Nullable Integer named = NAMED.get(words.get(i));
            String number = cardinal.map(Spelled::number).orElse(named == null ? "1" : named.toString());
            if (Integer.parseInt(number) > 1 && !said.contains(number)) {
                unsaid.add(number);
            }
            i += cardinal.map(Spelled::words).orElse(1) - 1;
        }
        return unsaid;
    }

    private static Optional<Spelled> longest(List<SpelledNumbers> languages, List<String> words, int from) {
        return languages.stream()
                .flatMap(language -> language.cardinalAt(words, from).stream())
                .max(Comparator.comparingInt(Spelled::words));
    }

    private static boolean said(String digits, Set<String> said) {
        Matcher clock = CLOCK.matcher(digits);
        if (clock.matches()) {
            int hour = Integer.parseInt(clock.group(1));
            boolean minuteSaid = clock.group(2).equals("00") || said.contains(plain(clock.group(2)));
            return said.contains(digits)
                    || (minuteSaid
                            && (said.contains(Integer.toString(hour))
                                    || said.contains(Integer.toString(hour % 12))
                                    || (hour % 12 == 0 && said.contains("12"))));
        }
        return readingsOf(digits).stream().anyMatch(said::contains);
    }

    private static Set<String> readingsOf(String digits) {
        List<String> parts = List.of(SEPARATOR.split(digits));
        Set<String> readings = new HashSet<>();
        readings.add(digits);
        if (parts.size() == 1) {
            readings.add(plain(digits));
            return readings;
        }
        if (parts.stream().skip(1).allMatch(part -> part.length() == 3)) {
            readings.add(plain(String.join("", parts)));
        } else {
            parts.forEach(part -> readings.add(plain(part)));
        }
        if (parts.size() == 2) {
            String fraction = parts.get(1).replaceFirst("0+$", "");
            readings.add(fraction.isEmpty() ? plain(parts.get(0)) : plain(parts.get(0)) + "." + fraction);
        }
        return readings;
    }

    private static String plain(String digits) {
        return digits.replaceFirst("^0+(?=\\d)", "");
    }

    private static long value(String han) {
        long total = 0;
        long section = 0;
        long digit = 0;
        boolean positional = true;
        StringBuilder places = new StringBuilder();
        for (int i = 0; i < han.length(); i++) {
            char c = han.charAt(i);
            char plain = c == '零' ? '〇' : c == '两' || c == '兩' ? '二' : c == '萬' ? '万' : c;
            int value = HAN_DIGITS.indexOf(plain);
            if (value >= 0) {
                digit = value;
                places.append(value);
                continue;
            }
            positional = false;
            long unit = plain == '十' ? 10 : plain == '百' ? 100 : plain == '千' ? 1000 : 10_000;
            if (unit == 10_000) {
                total = (total + section + digit) * unit;
                section = 0;
            } else {
                section += (digit == 0 ? 1 : digit) * unit;
            }
            digit = 0;
        }
        if (positional) {
            return Long.parseLong(places.substring(0, Math.min(15, places.length())));
        }
        return total + section + digit;
    }

    private static Map<String, Integer> named(LanguageTopic topic) {
        Map<String, Integer> named = new HashMap<>();
        for (Language language : Languages.all()) {
            language.groups(topic)
                    .forEach((number, words) ->
                            words.forEach(word -> named.put(NormalizedText.of(word), Integer.valueOf(number))));
        }
        return Map.copyOf(named);
    }
}
