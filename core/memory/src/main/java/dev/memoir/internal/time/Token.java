// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

/**
 * A word, a number or a sign.
 *
 * @param sort the type of the token
 * @param text the text in lower case, without invisible characters
 * @param value the value of a number, else 0; at most {@link #MOST}
 * @param digits the number of digits that a number is written with, 0 if in words
 * @param capital whether the token begins with a capital letter
 * @param start the start index in the text
 * @param end the end index in the text
 */
record Token(Sort sort, String text, int value, int digits, boolean capital, int start, int end) {

    /** The maximum value; greater numbers are capped, because dates and counts are smaller. */
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
