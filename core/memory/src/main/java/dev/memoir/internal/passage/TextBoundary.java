// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.passage;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Boundaries at which a text may be split, from coarse to fine. */
enum TextBoundary {

    /** The beginning of a line. */
    LINE {
        @Override
        boolean at(String text, int index) {
            return text.charAt(index - 1) == '\n';
        }
    },

    /** The end of a sentence, after the white space that follows it. Chinese and Japanese need no white space. */
    SENTENCE {
        @Override
        boolean at(String text, int index) {
            char before = text.charAt(index - 1);
            if (WIDE_END.indexOf(before) >= 0) {
                return WIDE_END.indexOf(text.charAt(index)) < 0 && CLOSING.indexOf(text.charAt(index)) < 0;
            }
            if (!Character.isWhitespace(before) || Character.isWhitespace(text.charAt(index))) {
                return false;
            }
            int end = skipped(text, index - 1, TextBoundary::isSpace);
            int mark = skipped(text, end, c -> CLOSING.indexOf(c) >= 0);
            return mark > 0 && END.indexOf(text.charAt(mark - 1)) >= 0 && !Character.isLowerCase(text.charAt(index));
        }
    },

    /** The beginning of a word after white space. */
    WORD {
        @Override
        boolean at(String text, int index) {
            return isSpace(text.charAt(index - 1)) && !isSpace(text.charAt(index));
        }
    },

    /** Between user-perceived characters: not within a surrogate pair, nor before a combining mark or a joiner. */
    CHARACTER {
        @Override
        boolean at(String text, int index) {
            if (Character.isLowSurrogate(text.charAt(index)) && Character.isHighSurrogate(text.charAt(index - 1))) {
                return false;
            }
            return !joins(text.codePointAt(index)) && text.charAt(index - 1) != JOINER;
        }

        /**
         * The number of characters that count as a word: cut into single letters, a run of letters would count as many
         * words.
         */
        @Override
        int step() {
            return 8;
        }
    };

    private static final String END = ".!?\u2026\u0964\u061F\u06D4\u037E";
    private static final String WIDE_END = "\u3002\uFF01\uFF1F";
    private static final String CLOSING = "\"'\u2019\u201D\u00BB)]}*_\u300D\u300F";

    private static final char JOINER = '\u200D';

    /**
     * The maximum number of characters examined before a boundary: more white space or brackets do not end a sentence.
     */
    private static final int REACH = 64;

    /** {@return whether the text may be split before the character at an index within it} */
    abstract boolean at(String text, int index);

    /** Visits the boundaries within a part of a text in order, excluding its start and end. */
    void within(String text, int start, int end, IntConsumer visitor) {
        int last = start;
        for (int index = start + 1; index < end; index++) {
            if (index - last >= step() && at(text, index)) {
                visitor.accept(index);
                last = index;
            }
        }
    }

    /** {@return the minimum distance of two boundaries} */
    int step() {
        return 1;
    }

    private static boolean joins(int letter) {
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.MODIFIER_SYMBOL
                || letter == JOINER
                || (letter >= 0xFE00 && letter <= 0xFE0F);
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static int skipped(String text, int from, IntPredicate skip) {
        int at = from;
        while (at > 0 && at > from - REACH && skip.test(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
