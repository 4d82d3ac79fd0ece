// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed.minilm;

/** The part of a text that the model reads, safe to pass to native code. */
final class TextTruncation {

    /**
     * The maximum number of UTF-16 characters to tokenise. {@link WordPieceTokenizer#MAX_WINDOWS} windows hold 1,016
     * word pieces, about 4,500 characters of English; 16 characters per piece leave room for spaces and for words that
     * the vocabulary lacks. The tokenizer reads about 3 MB/s, so this costs 5 ms where a whole megabyte would cost 300.
     */
    static final int MAX_CHARS = 16 * 1024;

    private static final char REPLACEMENT = '\uFFFD';

    private TextTruncation() {}

    /**
     * {@return at most {@link #MAX_CHARS} characters from the first that is not white space} Never ends inside a
     * surrogate pair; unpaired surrogates, which UTF-8 cannot express, are replaced.
     */
    static String of(String text) {
        int start = 0;
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        int end = Math.min(text.length(), start + MAX_CHARS);
        if (end < text.length() && splitsPair(text, end)) {
            end--;
        }
        return withoutLoneSurrogates(text.substring(start, end));
    }

    private static boolean splitsPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
    }

    private static String withoutLoneSurrogates(String text) {
        if (text.codePoints().noneMatch(TextTruncation::isLoneSurrogate)) {
            return text;
        }
        return text.codePoints()
                .map(c -> isLoneSurrogate(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
