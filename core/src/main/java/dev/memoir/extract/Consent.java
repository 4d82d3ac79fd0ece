package dev.memoir.extract;

import java.util.regex.Pattern;

/** Recognises short words by which a user makes what was just proposed one's own: "yes", "that plan looks good". */
final class Consent {

    /** Longer is no yes. */
    static final int LONGEST = 12;

    private static final Lexicon ASSENT = Lexicon.of("assent");
    private static final Lexicon APPROVAL = Lexicon.of("approval");
    private static final Lexicon NEGATION = Lexicon.of("negation");
    private static final Pattern QUESTION = Pattern.compile("[?？؟]\\s*$");

    private Consent() {}

    /** {@return whether words consent: they say yes, or approve of what was proposed; no question, not long} */
    static boolean in(String text) {
        return saysYes(text) || approves(text);
    }

    /** {@return whether words say yes: no question, not long} An emoji says so too. */
    static boolean saysYes(String text) {
        Words words = Words.of(text);
        if (Essence.of(text).isEmpty()) {
            return !text.isBlank();
        }
        boolean only = words.spaced().size() > 1
                && words.spaced().stream().allMatch(GrammarWords.of(words.spaced())::has)
                && Words.runs(text).isEmpty()
                && !NEGATION.in(words);
        return isShort(words) && !QUESTION.matcher(text).find() && (begins(ASSENT, text) || only);
    }

    /** {@return whether the first word is one of a list} */
    static boolean begins(Lexicon lexicon, String text) {
        String essence = Essence.of(text) + " ";
        String first = essence.substring(0, essence.indexOf(' '));
        return lexicon.has(first) || lexicon.begins(first);
    }

    /** {@return whether words approve of what was proposed: "that plan looks good"} They may be about something else. */
    static boolean approves(String text) {
        Words words = Words.of(text);
        return isShort(words) && !QUESTION.matcher(text).find() && APPROVAL.in(words) && !NEGATION.in(words);
    }

    private static boolean isShort(Words words) {
        return words.spaced().size() <= LONGEST && words.run().length() <= LONGEST * 8;
    }
}
