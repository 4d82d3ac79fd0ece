// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Normalises a text so that equal words compare equal. It removes differences in case, white space, punctuation,
 * quotation marks, character widths and invisible characters; one space separates words.
 */
final class NormalizedText {

    /** Optional characters without a meaning: the apostrophe of "don't", joiners, soft hyphens, Arabic tatweel. */
    private static final Pattern IGNORED =
            Pattern.compile("(?<=\\p{L})['\u2018\u2019\u02BC`\u00B4](?=\\p{L}{1,2}(?!\\p{L}))|[\\p{Cf}\u0640]");

    private static final Pattern NON_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    /** Turkish has a dotted and a dotless i in both cases; no other language distinguishes them in lower case. */
    private static final Pattern TURKISH_I = Pattern.compile("i\u0307|\u0131");

    private static final Pattern RUSSIAN_YO = Pattern.compile("\u0451");

    private NormalizedText() {}

    static String of(String text) {
        if (isNormalized(text)) {
            return text;
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String dotted = TURKISH_I.matcher(folded).replaceAll("i");
        String words = NON_WORD.matcher(IGNORED.matcher(dotted).replaceAll("")).replaceAll(" ");
        return digits(RUSSIAN_YO
                .matcher(Normalizer.normalize(words, Normalizer.Form.NFKC))
                .replaceAll("\u0435")
                .strip());
    }

    /** Fast path: most words that are compared already consist of plain lower-case letters and digits. */
    private static boolean isNormalized(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Converts the digits of every script to ASCII: "٣" is 3. */
    private static String digits(String text) {
        if (text.codePoints().noneMatch(c -> c > '9' && Character.isDigit(c))) {
            return text;
        }
        return text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
