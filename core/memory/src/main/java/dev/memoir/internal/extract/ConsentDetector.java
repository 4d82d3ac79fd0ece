// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import java.util.regex.Pattern;

/** Recognises short replies by which a user agrees to what was just proposed: "yes", "that plan looks good". */
final class ConsentDetector {

    /** A longer reply is not a plain yes. */
    static final int LONGEST = 12;

    private static final WordList ASSENT = WordList.of(LanguageTopic.ASSENT);
    private static final WordList APPROVAL = WordList.of(LanguageTopic.APPROVAL);
    private static final WordList NEGATION = WordList.of(LanguageTopic.NEGATION);
    private static final Pattern QUESTION = Pattern.compile("[?？؟]\\s*$");

    private ConsentDetector() {}

    /** {@return whether a text consents: it says yes or approves of a proposal, is short and is not a question} */
    static boolean in(String text) {
        return saysYes(text) || approves(text);
    }

    /** {@return whether a text says yes, is short and is not a question} An emoji counts as a yes. */
    static boolean saysYes(String text) {
        MorphologicalWords words = MorphologicalWords.of(text);
        if (NormalizedText.of(text).isEmpty()) {
            return !text.isBlank();
        }
        boolean only = words.spaced().size() > 1
                && words.spaced().stream().allMatch(GrammarWords.of(words.spaced())::has)
                && MorphologicalWords.runs(text).isEmpty()
                && !NEGATION.in(words);
        return isShort(words) && !QUESTION.matcher(text).find() && (begins(ASSENT, text) || only);
    }

    /** {@return whether the first word of a text is in a list} */
    static boolean begins(WordList list, String text) {
        String normalized = NormalizedText.of(text) + " ";
        String first = normalized.substring(0, normalized.indexOf(' '));
        return list.has(first) || list.begins(first);
    }

    /** {@return whether a text approves of a proposal: "that plan looks good"} It may refer to something else. */
    static boolean approves(String text) {
        MorphologicalWords words = MorphologicalWords.of(text);
        return isShort(words) && !QUESTION.matcher(text).find() && APPROVAL.in(words) && !NEGATION.in(words);
    }

    private static boolean isShort(MorphologicalWords words) {
        return words.spaced().size() <= LONGEST && words.run().length() <= LONGEST * 8;
    }
}
