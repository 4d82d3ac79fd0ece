package dev.memoir.passage;

import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** Places where a text may be split, from coarse to fine. */
enum TextBoundary {

    /** The beginning of a line. */
    LINE {
        @Override
        boolean at(String text, int place) {
            return text.charAt(place - 1) == '\n';
        }
    },

    /** Behind a sentence and the white space after it. Chinese and Japanese need no white space. */
    SENTENCE {
        @Override
        boolean at(String text, int place) {
            char before = text.charAt(place - 1);
            if (WIDE_END.indexOf(before) >= 0) {
                return WIDE_END.indexOf(text.charAt(place)) < 0 && CLOSING.indexOf(text.charAt(place)) < 0;
            }
            if (!Character.isWhitespace(before) || Character.isWhitespace(text.charAt(place))) {
                return false;
            }
            int end = skipped(text, place - 1, TextBoundary::isSpace);
            int mark = skipped(text, end, c -> CLOSING.indexOf(c) >= 0);
            return mark > 0 && END.indexOf(text.charAt(mark - 1)) >= 0 && !Character.isLowerCase(text.charAt(place));
        }
    },

    /** The beginning of a word behind white space. */
    WORD {
        @Override
        boolean at(String text, int place) {
            return isSpace(text.charAt(place - 1)) && !isSpace(text.charAt(place));
        }
    },

    /** Between characters as a reader sees them, not within a surrogate pair nor before an accent or a joiner. */
    CHARACTER {
        @Override
        boolean at(String text, int place) {
            if (Character.isLowSurrogate(text.charAt(place)) && Character.isHighSurrogate(text.charAt(place - 1))) {
                return false;
            }
            return !joins(text.codePointAt(place)) && text.charAt(place - 1) != JOINER;
        }

        /** As many as count as a word: a run of letters that is cut into single ones would count as many words. */
        @Override
        int step() {
            return 8;
        }
    };

    private static final String END = ".!?\u2026\u0964\u061F\u06D4\u037E";
    private static final String WIDE_END = "\u3002\uFF01\uFF1F";
    private static final String CLOSING = "\"'\u2019\u201D\u00BB)]}*_\u300D\u300F";

    private static final char JOINER = '\u200D';

    /** Back from a place: more white space or brackets than that end no sentence. */
    private static final int REACH = 64;

    /** {@return whether the text may be split before the character at a place within it} */
    abstract boolean at(String text, int place);

    /** Visits the places within a part of a text, in order; neither its start nor its end is one. */
    void within(String text, int start, int end, IntConsumer visitor) {
        int last = start;
        for (int place = start + 1; place < end; place++) {
            if (place - last >= step() && at(text, place)) {
                visitor.accept(place);
                last = place;
            }
        }
    }

    /** {@return the least distance of two places} */
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
