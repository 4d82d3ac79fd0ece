// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks whether a quote occurs in a text. */
final class QuoteMatcher {

    private static final Pattern OMISSION = Pattern.compile("\\s*(?:\\.{3,}|\u2026|\\[\\.{3}]|\\[\u2026])\\s*");
    private static final Pattern SPACELESS = Pattern.compile(
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}\\p{IsHangul}]");

    private static final Pattern PREFIXING = Pattern.compile("^ [\\p{IsArabic}\\p{IsHebrew}]");

    private QuoteMatcher() {}

    /** {@return whether a quote occurs in a text, in whole words; its parts may be separated by omitted text (…)} */
    static boolean occurs(String quote, String text) {
        List<String> parts = Arrays.stream(OMISSION.split(quote))
                .filter(part -> !part.isBlank())
                .toList();
        if (parts.isEmpty()) {
            return false;
        }
        if (parts.stream().allMatch(part -> NormalizedText.of(part).isEmpty())) {
            // An emoji can be a whole answer.
            return text.contains(quote.strip());
        }
        String said = NormalizedText.of(text);
        return inOrder(parts, said, SPACELESS.matcher(said).find());
    }

    private static boolean inOrder(List<String> parts, String said, boolean spaceless) {
        String text = spaceless ? said.replace(" ", "") : " " + said + " ";
        int from = 0;
        for (String part : parts) {
            String words = NormalizedText.of(part);
            if (words.isEmpty()) {
                continue;
            }
            String quoted = spaceless ? words.replace(" ", "") : " " + words + " ";
            int at = indexOf(quoted, text, from);
            if (at < 0) {
                return false;
            }
            from = at + quoted.length() - (spaceless ? 0 : 1);
        }
        return true;
    }

    /** Arabic and Hebrew attach "and" and "in" to the next word; a quote may leave them out. */
    private static int indexOf(String quoted, String text, int from) {
        int at = text.indexOf(quoted, from);
        if (at < 0 && PREFIXING.matcher(quoted).find()) {
            Matcher prefixed = Pattern.compile(
                            "(?<= )[\u0648\u0641\u0628\u0644\u0643\u05D5\u05D1\u05D4\u05DC\u05DE\u05DB\u05E9](?="
                                    + Pattern.quote(quoted.substring(1)) + ")")
                    .matcher(text);
            return prefixed.find(from) ? prefixed.start() : -1;
        }
        return at;
    }
}
