// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Claim;
import dev.memoir.internal.text.LanguageTopic;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first word of a sentence, which is capitalised in any case. It is a name only if there is other evidence:
 *
 * <ul>
 *   <li>it is (part of) the subject that the extractor states, or possessive, or followed by another capitalised word;
 *   <li>it is followed by a verb that is typical of statements about persons: "Maria lives";
 *   <li>the sentence mentions a relative, a friend or a pet: "Maria is the user's sister";
 *   <li>or the sentence does not mention its subject elsewhere, so that the first word must be it: "Mark moved".
 * </ul>
 *
 * "Getting immersed in a game relaxes the user" has none of these.
 *
 * @param text the text
 * @param word the word, as written
 * @param start the index at which the word begins
 * @param german whether the text is German, where a following capital is not evidence
 */
record InitialWord(String text, String word, int start, boolean german) {

    private static final Pattern NEXT = Pattern.compile("^[\\s-]+([\\p{L}\\p{M}\\p{N}]+)");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENTENCE = Pattern.compile("[.!?。！？](?=\\s|$)");
    private static final WordList EVERYDAY = WordList.of(LanguageTopic.EVERYDAY);
    private static final WordList PERSON = WordList.of(LanguageTopic.PERSON);

    /** {@return whether the word is likely to be a name} */
    boolean isName(Claim claim) {
        String normalized = NormalizedText.of(word);
        String rest = rest();
        MorphologicalWords others = MorphologicalWords.of(rest);
        if (EVERYDAY.has(normalized)) {
            return inSubject(normalized, claim);
        }
        return POSSESSIVE.matcher(word).find()
                || inSubject(normalized, claim)
                || beforeNameOrVerb(rest)
                || others.spaced().stream()
                        .anyMatch(other -> PERSON.has(other)
                                || !KinshipTerms.otherWords(other).isEmpty())
                || !mentionsSubject(others, rest, claim);
    }

    private String rest() {
        String after = text.substring(start + word.length());
        Matcher end = SENTENCE.matcher(after);
        return end.find() ? after.substring(0, end.start()) : after;
    }

    private static boolean inSubject(String normalized, Claim claim) {
        String subject = claim.subject();
        return subject != null && MorphologicalWords.of(subject).spaced().contains(normalized);
    }

    private boolean beforeNameOrVerb(String rest) {
        Matcher next = NEXT.matcher(rest);
        if (!next.find()) {
            return false;
        }
        boolean capital = Character.isUpperCase(next.group(1).codePointAt(0));
        String normalized = NormalizedText.of(next.group(1));
        return (capital && !german && !ContentWords.isUser(normalized) && !normalized.equals("i"))
                || (!capital && EVERYDAY.has(normalized));
    }

    private static boolean mentionsSubject(MorphologicalWords others, String rest, Claim claim) {
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
