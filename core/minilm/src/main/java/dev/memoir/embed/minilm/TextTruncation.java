package dev.memoir.embed.minilm;

/** The part of a text that the model gets to see, safe to hand to native code. */
final class TextTruncation {

    /**
     * How many UTF-16 characters are tokenised at most. {@link WordPieceTokenizer#MAX_WINDOWS} windows hold 1,016 word pieces, about
     * 4,500 characters of English; 16 characters a piece leave room for spaces and for words the vocabulary lacks. The
     * tokenizer reads about 3 MB/s, so this costs 5 ms where a whole megabyte would cost 300.
     */
    static final int MAX_CHARS = 16 * 1024;

    private static final char REPLACEMENT = '\uFFFD';

    private TextTruncation() {}

    /**
     * {@return at most {@link #MAX_CHARS} characters from the first that is not white space} Never ends inside a surrogate
     * pair, and surrogates without a partner, which UTF-8 cannot express, are replaced.
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
        return paired(text.substring(start, end));
    }

    private static boolean splitsPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at - 1)) && Character.isLowSurrogate(text.charAt(at));
    }

    private static String paired(String text) {
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
