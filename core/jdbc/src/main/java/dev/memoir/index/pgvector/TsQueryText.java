// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.pgvector;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reduces a text to lower-case words and blanks: PostgreSQL's parser would take {@code Lisbon/Porto} for a file, and a
 * Chinese sentence for one word.
 */
final class TsQueryText {

    /** Words of a text beyond this are not matched: a {@code tsvector} is limited to a megabyte. */
    static final int MAX_LENGTH = 200_000;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Scripts written without blanks between words. */
    private static final Pattern UNSPACED = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}]");

    private TsQueryText() {}

    static String of(String text) {
        String beginning = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
        String words = NO_WORD.matcher(beginning.toLowerCase(Locale.ROOT)).replaceAll(" ");
        return UNSPACED.matcher(words).replaceAll(" $0 ");
    }
}
