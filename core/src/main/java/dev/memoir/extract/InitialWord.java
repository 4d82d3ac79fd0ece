package dev.memoir.extract;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first word of a sentence, which has a capital whatever it is. Something else must tell that it is a name:
 *
 * <ul>
 *   <li>it is (in) the subject that the extractor states, or in the possessive, or another capital follows it;
 *   <li>a verb that persons are told of with follows it: "Maria lives";
 *   <li>the sentence speaks of a relative, a friend, a pet: "Maria is the user's sister";
 *   <li>or the sentence says nothing of whom it is about, so that the first word can only be that: "Mark moved".
 * </ul>
 *
 * "Getting immersed in a game relaxes the user" has none of these.
 *
 * @param text the text
 * @param word the word, as it is written
 * @param start where it begins
 * @param german whether the text is German, where a capital after it tells nothing
 */
record InitialWord(String text, String word, int start, boolean german) {

    private static final Pattern NEXT = Pattern.compile("^[\\s-]+([\\p{L}\\p{M}\\p{N}]+)");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENTENCE = Pattern.compile("[.!?。！？](?=\\s|$)");
    private static final WordList EVERYDAY = WordList.of("everyday");
    private static final WordList PERSON = WordList.of("person");

    /** {@return whether it is likely to be a name} */
    boolean isName(Claim claim) {
        String essence = NormalizedText.of(word);
        String rest = rest();
        MorphologicalWords others = MorphologicalWords.of(rest);
        if (EVERYDAY.has(essence)) {
            return inSubject(essence, claim);
        }
        return POSSESSIVE.matcher(word).find()
                || inSubject(essence, claim)
                || beforeNameOrVerb(rest)
                || others.spaced().stream()
                        .anyMatch(other -> PERSON.has(other)
                                || !KinshipTerms.otherWords(other).isEmpty())
                || !tellsOfSubject(others, rest, claim);
    }

    private String rest() {
        String after = text.substring(start + word.length());
        Matcher end = SENTENCE.matcher(after);
        return end.find() ? after.substring(0, end.start()) : after;
    }

    private static boolean inSubject(String essence, Claim claim) {
        String subject = claim.subject();
        return subject != null && MorphologicalWords.of(subject).spaced().contains(essence);
    }

    private boolean beforeNameOrVerb(String rest) {
        Matcher next = NEXT.matcher(rest);
        if (!next.find()) {
            return false;
        }
        boolean capital = Character.isUpperCase(next.group(1).codePointAt(0));
        String essence = NormalizedText.of(next.group(1));
        return (capital && !german && !ContentWords.isUser(essence) && !essence.equals("i"))
                || (!capital && EVERYDAY.has(essence));
    }

    private static boolean tellsOfSubject(MorphologicalWords others, String rest, Claim claim) {
        if (others.spaced().stream().anyMatch(ContentWords::isUser)
                || !ContentWords.withoutUser(rest).equals(rest)) {
            return true;
        }
        String subject = claim.subject();
        if (subject == null) {
            return false;
        }
        List<String> named = List.copyOf(MorphologicalWords.of(subject).spaced());
        return !named.isEmpty() && named.stream().allMatch(others::hasName);
    }
}
