// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a text into its significant tokens, ignoring case, sentence punctuation, character widths and white space.
 * "C++" and "C", "-5" and "5", "A+" and "A", "$5" and "5" remain different.
 */
public final class SignificantTokens {

    /** A character class, as a regular expression, of the scripts that put no spaces between words. */
    public static final String SPACELESS = "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\u30FC\\p{IsThai}\\p{IsLao}]";

    private static final Pattern WORD = Pattern.compile(
            // A number with its sign, a date or a clock time.
            "(?<![\\p{L}\\p{N}])[-+\u2212]?\\p{Nd}+(?:[.,:/'\u2019-]\\p{Nd}+)*|\\p{Nd}+"
                    // One character of a script without spaces between words.
                    + "|" + SPACELESS
                    // A grade or a blood group.
                    + "|(?<![\\p{L}\\p{N}])\\p{L}{1,2}-(?![\\p{L}\\p{N}])"
                    + "|[\\p{L}\\p{M}&&[^" + SPACELESS.substring(1, SPACELESS.length() - 1) + "]]+[+#]*"
                    + "|[\\p{S}\\p{No}\\p{Nl}%&@*/#]");

    private static final Pattern NOT = Pattern.compile("\\b(?:ca|wo|sha)n['\u2019]t\\b|n['\u2019]t\\b|\\bcannot\\b");
    private static final Pattern POSSESSIVE = Pattern.compile("(?<=\\p{L})['\u2019]s\\b");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\u00AD]");

    private SignificantTokens() {}

    /**
     * {@return the significant tokens of a text, in lower case and in their order}
     *
     * @param text the text
     */
    public static List<String> of(String text) {
        String folded = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll("")
                .replace('\u0451', '\u0435');
        String spelledOut = POSSESSIVE
                .matcher(NOT.matcher(folded).replaceAll(SignificantTokens::spelledOut))
                .replaceAll(" 's ");
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(spelledOut);
        while (word.find()) {
            words.add(digits(word.group()));
        }
        return words;
    }

    private static String spelledOut(MatchResult not) {
        return switch (not.group().charAt(0)) {
            case 'c' -> "can not";
            case 'w' -> "will not";
            case 's' -> "shall not";
            default -> " not";
        };
    }

    /** Converts the digits of every script to ASCII. */
    private static String digits(String word) {
        StringBuilder digits = new StringBuilder();
        word.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c == 0x2212 ? '-' : c)
                .forEach(digits::appendCodePoint);
        return digits.toString();
    }
}
