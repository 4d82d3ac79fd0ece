package dev.memoir.recall;

import java.lang.Character.UnicodeScript;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The words of a question as they are looked for within a text, in any language: letters and digits in small letters, long
 * words by their first letters, Chinese and Japanese by pairs of characters. Immutable and thread-safe.
 */
final class ExcerptTerms {

    /** The letters of a word that count, so that "integrated" matches "integration". */
    private static final int STEM = 6;

    /** The terms of a question that count: the first ones of a pasted text. */
    private static final int MOST = 64;

    /** The first character of Thai; scripts without spaces come after it. */
    private static final int FIRST_SPACELESS = 0x0E00;

    private final Map<String, Integer> places = new HashMap<>();

    /** The first letters of the terms: most words of a text need not be taken out of it. */
    private final BitSet initials = new BitSet();

    private ExcerptTerms() {}

    /** Receives the terms of a text. */
    private interface TermVisitor {
        void term(String term);
    }

    /** {@return the terms of a question} */
    static ExcerptTerms of(String question) {
        ExcerptTerms terms = new ExcerptTerms();
        visit(question, letter -> true, term -> {
            if (terms.places.size() < MOST) {
                terms.places.putIfAbsent(term, terms.places.size());
                terms.initials.set(term.codePointAt(0));
            }
        });
        return terms;
    }

    /** {@return the number of different terms} */
    int size() {
        return places.size();
    }

    /** {@return how often a text has each term} */
    int[] counts(String text) {
        int[] counts = new int[places.size()];
        visit(text, letter -> initials.get(Character.toLowerCase(letter)), term -> {
            Integer place = places.get(term);
            if (place != null) {
                counts[place]++;
            }
        });
        return counts;
    }

    private static void visit(String text, IntPredicate initial, TermVisitor visitor) {
        int start = -1;
        boolean wanted = false;
        int before = 0;
        for (int at = 0; at < text.length(); ) {
            int letter = text.codePointAt(at);
            boolean ideograph = spaceless(letter);
            boolean inWord = !ideograph && (Character.isLetterOrDigit(letter) || isMark(letter));
            if (!inWord && start >= 0) {
                if (wanted) {
                    visitor.term(stem(text.substring(start, at)));
                }
                start = -1;
            } else if (inWord && start < 0) {
                start = at;
                wanted = initial.test(letter);
            }
            if (ideograph && before != 0 && initial.test(before)) {
                visitor.term(new String(new int[] {before, letter}, 0, 2));
            }
            before = ideograph ? letter : 0;
            at += Character.charCount(letter);
        }
        if (start >= 0 && wanted) {
            visitor.term(stem(text.substring(start)));
        }
    }

    private static boolean spaceless(int letter) {
        if (letter < FIRST_SPACELESS || !Character.isLetter(letter)) {
            return false;
        }
        return switch (UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static boolean isMark(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** A number is compared whole. The plurals of English, French and Spanish end in an s. */
    private static String stem(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return word;
        }
        String small = word.toLowerCase(Locale.ROOT);
        boolean plural = small.length() > 3 && small.endsWith("s");
        return small.substring(0, Math.min(STEM, small.length() - (plural ? 1 : 0)));
    }
}
