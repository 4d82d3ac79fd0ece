// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.regex.Pattern;

/**
 * Words that ask for the latest or current state: "lately", "these days", "jetzt", "最近". They state which answer is
 * preferred, not its topic.
 */
final class RecencyWords {

    private static final String WORD = "[\\p{L}\\p{M}\\p{N}]";

    private static final Pattern WORDS = Pattern.compile(
            "(?<!" + WORD + ")(?:" + Languages.anyWord(LanguageTopic.RECENCY) + ")(?!" + WORD + ")|"
                    + Languages.anyRun(LanguageTopic.RECENCY),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private RecencyWords() {}

    /**
     * {@return whether a query asks for the latest or current state}
     *
     * @param question any text
     */
    static boolean in(String question) {
        return WORDS.matcher(question).find();
    }

    /**
     * {@return the query without these words; the query itself if it contains none of them, or nothing else}
     *
     * @param question any text
     */
    static String without(String question) {
        String rest = WORDS.matcher(question).replaceAll(" ");
        return rest.equals(question) || !LETTER.matcher(rest).find()
                ? question
                : GAP.matcher(rest).replaceAll(" ").strip();
    }
}
