package dev.memoir.langchain4j.model;

import dev.memoir.recall.TokenCounter;

/** As much of a text as an embedding model reads: a service refuses a longer one, and everything else in its batch. */
final class ReadableText {

    /** Under the 8,191 that OpenAI's models read. */
    static final int MOST_TOKENS = 8_000;

    /** No text of as few characters has more tokens: a token takes one byte at the least, a character three at the most. */
    private static final int SURELY_READABLE = MOST_TOKENS / 3;

    /** Counting tokens takes time; few texts have more than eight characters to a token. */
    private static final int WORTH_COUNTING = MOST_TOKENS * 8;

    private ReadableText() {}

    /** The text itself unless it is too long, else its beginning. */
    static String of(String text) {
        if (text.length() <= SURELY_READABLE) {
            return text;
        }
        String readable = beginning(text, WORTH_COUNTING);
        for (int tokens = TokenCounter.count(readable); tokens > MOST_TOKENS; tokens = TokenCounter.count(readable)) {
            int length = (int) ((long) readable.length() * MOST_TOKENS / tokens);
            readable = beginning(readable, Math.min(readable.length() - 1, length));
        }
        return readable;
    }

    private static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
