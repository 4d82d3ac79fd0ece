package dev.memoir.extract;

import java.util.regex.Pattern;

/** Recognises short words by which a user makes what was just proposed one's own: "yes", "that plan looks good". */
final class ConsentDetector {

    /** Longer is no yes. */
    static final int LONGEST = 12;

    private static final WordList ASSENT = WordList.of("assent");
    private static final WordList APPROVAL = WordList.of("approval");
    private static final WordList NEGATION = WordList.of("negation");
    private static final Pattern QUESTION = Pattern.compile("[?？؟]\\s*$");

    private ConsentDetector() {}

    /** {@return whether words consent: they say yes, or approve of what was proposed; no question, not long} */
    static boolean in(String text) {
        return saysYes(text) || approves(text);
    }

    /** {@return whether words say yes: no question, not long} An emoji says so too. */
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

    /** {@return whether the first word is one of a list} */
    static boolean begins(WordList lexicon, String text) {
        String essence = NormalizedText.of(text) + " ";
        String first = essence.substring(0, essence.indexOf(' '));
        return lexicon.has(first) || lexicon.begins(first);
    }

    /** {@return whether words approve of what was proposed: "that plan looks good"} They may be about something else. */
    static boolean approves(String text) {
        MorphologicalWords words = MorphologicalWords.of(text);
        return isShort(words) && !QUESTION.matcher(text).find() && APPROVAL.in(words) && !NEGATION.in(words);
    }

    private static boolean isShort(MorphologicalWords words) {
        return words.spaced().size() <= LONGEST && words.run().length() <= LONGEST * 8;
    }
}
