// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import java.lang.Character.UnicodeScript;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The words of a query as they are matched within a text of any language: lower-case letters and digits, long words
 * reduced to their first letters, Chinese and Japanese as pairs of characters. Immutable and thread-safe.
 */
final class ExcerptTerms {

    /** The number of letters of a word that are compared, so that "integrated" matches "integration". */
    private static final int STEM = 6;

    /** The maximum number of terms of a query: the first ones of a pasted text. */
    private static final int MAX_TERMS = 64;

    /** The first character of Thai; scripts without spaces come after it. */
    private static final int FIRST_SPACELESS = 0x0E00;

    private final Map<String, Integer> indexes = new HashMap<>();

    /** The first letters of the terms, so that most words of a text need not be extracted. */
    private final BitSet initials = new BitSet();

    private ExcerptTerms() {}

    /** Receives the terms of a text. */
    private interface TermVisitor {
        void term(String term);
    }

    /** {@return the terms of a query} */
    static ExcerptTerms of(String question) {
        ExcerptTerms terms = new ExcerptTerms();
        visit(question, letter -> true, term -> {
            if (terms.indexes.size() < MAX_TERMS) {
                terms.indexes.putIfAbsent(term, terms.indexes.size());
                terms.initials.set(term.codePointAt(0));
            }
        });
        return terms;
    }

    /** {@return the number of different terms} */
    int size() {
        return indexes.size();
    }

    /** {@return how often a text has each term} */
    int[] counts(String text) {
        int[] counts = new int[indexes.size()];
        visit(text, letter -> initials.get(Character.toLowerCase(letter)), term -> {
            Integer index = indexes.get(term);
            if (index != null) {
                counts[index]++;
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

    /**
     * Reduces a word to its stem. Numbers are compared as a whole; plurals of English, French and Spanish end in "s".
     */
    private static String stem(String word) {
        if (Character.isDigit(word.charAt(0))) {
            return word;
        }
        String small = word.toLowerCase(Locale.ROOT);
        boolean plural = small.length() > 3 && small.endsWith("s");
        return small.substring(0, Math.min(STEM, small.length() - (plural ? 1 : 0)));
    }
}
