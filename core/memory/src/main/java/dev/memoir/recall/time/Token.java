package dev.memoir.recall.time;

/**
 * A word, a number or a sign.
 *
 * @param sort which
 * @param text in small letters, without what is invisible
 * @param value of a number, else 0; at most {@link #MOST}
 * @param digits how many digits a number is written with, 0 if in words
 * @param capital whether it begins with a capital letter
 * @param start where it begins in the text
 * @param end where it ends
 */
record Token(Sort sort, String text, int value, int digits, boolean capital, int start, int end) {

    /** Numbers beyond count as this: no date and no count has it. */
    static final int MOST = 999_999_999;

    enum Sort {
        WORD,
        NUMBER,
        SIGN
    }

    boolean number() {
        return sort == Sort.NUMBER;
    }

    boolean is(String sign) {
        return text.equals(sign);
    }
}
