// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Detects whether a user's words ask to forget something. It knows the requests of about thirty languages; in others a
 * request is treated as a denial. Stateless.
 */
public enum ForgetRequestDetector {
    /** The words ask to forget something. */
    ASKED,
    /** The words mention forgetting but do not request it: "don't forget that …", "forget it, what about dinner?". */
    DECLINED,
    /** The words do not mention forgetting. */
    ABSENT;

    private static final Pattern NEUTRAL = pattern(LanguageTopic.FORGET_NEUTRAL);
    private static final Pattern DECLINES = pattern(LanguageTopic.FORGET_DECLINES);
    private static final Pattern ASKS = pattern(LanguageTopic.FORGET_ASKS);

    /** A request fits into one sentence; longer texts are pasted, and only their beginning is read. */
    private static final int LONGEST = 2_000;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?\u3002\uFF01\uFF1F\u061F\u0964])\\s*|\\R");
    private static final Pattern ARABIC_VOWEL = Pattern.compile("[\u064B-\u0652]");
    private static final Pattern APOSTROPHE = Pattern.compile("[\u2018\u2019\u02BC`\u00B4]");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    /**
     * {@return the request in the sentences of a turn that contain a quote, or in the whole turn if none does}
     *
     * @param text the text of the turn
     * @param quote the quoted words
     */
    public static ForgetRequestDetector of(String text, String quote) {
        List<String> sentences = Arrays.stream(SENTENCE_END.split(text))
                .filter(sentence -> !sentence.isBlank())
                .filter(sentence -> QuoteMatcher.occurs(quote, sentence) || QuoteMatcher.occurs(sentence, quote))
                .toList();
        String relevant = sentences.isEmpty() ? text : String.join(" ", sentences);
        return of(relevant.substring(0, Math.min(LONGEST, relevant.length())));
    }

    private static ForgetRequestDetector of(String words) {
        String folded = WHITE_SPACE
                .matcher(APOSTROPHE
                        .matcher(
                                Normalizer.normalize(words, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
                        .replaceAll("'"))
                .replaceAll(" ")
                .strip();
        String cleaned =
                NEUTRAL.matcher(ARABIC_VOWEL.matcher(folded).replaceAll("")).replaceAll(" ");
        String rest = DECLINES.matcher(cleaned).replaceAll(" ");
        if (ASKS.matcher(rest).find()) {
            return ASKED;
        }
        return rest.equals(cleaned) ? ABSENT : DECLINED;
    }

    private static Pattern pattern(LanguageTopic topic) {
        return Pattern.compile(Languages.anyExpression(topic), Pattern.UNICODE_CHARACTER_CLASS);
    }
}
