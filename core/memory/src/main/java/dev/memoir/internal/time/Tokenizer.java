// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.Token.Sort;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a text into words, numbers and signs, in one pass. Each character of a script without spaces, and of Korean,
 * is a word of its own; Chinese numerals are numbers. An apostrophe within a word is dropped ("year's", "aujourd'hui"),
 * unless it ends a short elided word ("l'été").
 */
final class Tokenizer {

    private static final String HAN_DIGITS = "〇一二三四五六七八九";
    private static final String APOSTROPHES = "'\u2019\u2018\u02BC";

    /** The maximum length of an elided word: "l'", "d'", "qu'", and the "o'" of "o'clock". */
    private static final int ELIDED = 2;

    /** The maximum length of a word for a time. */
    private static final int LONGEST = 40;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        Tokenizer tokenizer = new Tokenizer(text);
        while (tokenizer.at < text.length()) {
            tokenizer.next();
        }
        return tokenizer.tokens;
    }

    private void next() {
        int c = text.codePointAt(at);
        if (Character.isDigit(c)) {
            digits();
        } else if (han(c) >= 0) {
            hanNumber();
        } else if (spaceless(c)) {
            int start = at;
            at += Character.charCount(c);
            add(Sort.WORD, start, Character.toString(c));
        } else if (Character.isLetter(c)) {
            word();
        } else {
            int start = at;
            at += Character.charCount(c);
            if (!blank(c)) {
                add(Sort.SIGN, start, Character.toString(c));
            }
        }
    }

    private void digits() {
        int start = at;
        long value = 0;
        int digits = 0;
        while (at < text.length() && Character.isDigit(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            value = Math.min(Token.MOST, value * 10 + Character.digit(c, 10));
            digits++;
            at += Character.charCount(c);
        }
        String written = digits > LONGEST ? "" : Long.toString(value);
        tokens.add(new Token(Sort.NUMBER, written, (int) value, digits, false, start, at));
    }

    /** Reads years by their digits, 二〇二三, and numbers up to 99 by tens, 二十三. */
    private void hanNumber() {
        int start = at;
        long value = 0;
        long tens = 0;
        int count = 0;
        while (at < text.length() && han(text.charAt(at)) >= 0) {
            int digit = han(text.charAt(at));
            if (digit == 10) {
                tens = Math.max(1, value) * 10;
                value = 0;
            } else {
                value = Math.min(Token.MOST, value * 10 + digit);
            }
            count++;
            at++;
        }
        String written = count == 1 ? text.substring(start, at) : "";
        int total = (int) Math.min(Token.MOST, tens + value);
        tokens.add(new Token(Sort.NUMBER, written, total, tens == 0 && count == 4 ? 4 : 0, false, start, at));
    }

    private void word() {
        int start = at;
        StringBuilder word = new StringBuilder();
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean part = (Character.isLetter(c) && !spaceless(c) && han(c) < 0) || mark(c) || invisible(c);
            if (!part && !(apostrophe(c) && letterAt(at + 1) && word.length() > ELIDED)) {
                break;
            }
            if (Character.isLetter(c) || mark(c)) {
                word.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        add(Sort.WORD, start, word.toString());
        if (at + 1 < text.length() && apostrophe(text.charAt(at)) && letterAt(at + 1)) {
            at++;
        }
    }

    private void add(Sort sort, int start, String written) {
        boolean capital = Character.isUpperCase(written.codePointAt(0));
        tokens.add(new Token(sort, written.length() > LONGEST ? "" : folded(written), 0, 0, capital, start, at));
    }

    static String folded(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u0451', '\u0435');
    }

    private boolean letterAt(int index) {
        return index < text.length() && Character.isLetter(text.codePointAt(index));
    }

    private static boolean apostrophe(int c) {
        return APOSTROPHES.indexOf(c) >= 0;
    }

    private static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean invisible(int c) {
        return Character.getType(c) == Character.FORMAT;
    }

    private static boolean blank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || invisible(c) || Character.isISOControl(c);
    }

    /** {@return the value of a Chinese numeral, or a negative number if it is not one} */
    private static int han(int c) {
        return switch (c) {
            case '两', '兩' -> 2;
            case '十' -> 10;
            case '零' -> 0;
            default -> HAN_DIGITS.indexOf(c);
        };
    }

    private static boolean spaceless(int c) {
        if (c < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(c) || mark(c);
            default -> false;
        };
    }
}
