package dev.memoir.embed;

import dev.memoir.recall.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * What an embedding service takes: it refuses a longer text, and with it everything else of the request.
 *
 * @param tokens the most tokens (of cl100k) of a text
 * @param texts the most texts of a request
 * @param characters the most characters of a request, unless one text alone has more
 */
public record EmbeddingLimits(int tokens, int texts, int characters) {

    /** A token takes one byte at the least, a character three at the most: this many characters cannot be too many tokens. */
    private static final int MOST_TOKENS_A_CHARACTER = 3;

    /** Counting tokens takes time; few texts have more characters to a token. */
    private static final int MOST_CHARACTERS_A_TOKEN = 8;

    /**
     * {@return the text itself unless it is too long, else its beginning}
     *
     * @param text any text
     */
    public String readable(String text) {
        if (text.length() <= tokens / MOST_TOKENS_A_CHARACTER) {
            return text;
        }
        String readable = beginning(text, tokens * MOST_CHARACTERS_A_TOKEN);
        for (int counted = TokenCounter.count(readable); counted > tokens; counted = TokenCounter.count(readable)) {
            int length = (int) ((long) readable.length() * tokens / counted);
            readable = beginning(readable, Math.min(readable.length() - 1, length));
        }
        return readable;
    }

    /**
     * {@return requests: all of the texts in their order, each as much of it as is readable}
     *
     * @param all the texts
     */
    public List<List<String>> requests(List<String> all) {
        List<List<String>> requests = new ArrayList<>();
        List<String> request = new ArrayList<>();
        int length = 0;
        for (String text : all) {
            String readable = readable(text);
            if (request.size() == texts || (!request.isEmpty() && length + readable.length() > characters)) {
                requests.add(List.copyOf(request));
                request.clear();
                length = 0;
            }
            request.add(readable);
            length += readable.length();
        }
        if (!request.isEmpty()) {
            requests.add(List.copyOf(request));
        }
        return requests;
    }

    private static String beginning(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
