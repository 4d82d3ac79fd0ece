// SPDX-License-Identifier: Apache-2.0
package dev.memoir.embed;

import dev.memoir.prompt.TokenCounter;
import java.util.ArrayList;
import java.util.List;

/**
 * The limits of an embedding service, which rejects a request with a longer text as a whole.
 *
 * @param tokens the maximum number of tokens (of cl100k) of a text
 * @param texts the maximum number of texts of a request
 * @param characters the maximum number of characters of a request, unless a single text has more
 */
public record EmbeddingLimits(int tokens, int texts, int characters) {

    /** A token takes at least one byte, a character at most three: shorter texts cannot have too many tokens. */
    private static final int MAX_TOKENS_PER_CHARACTER = 3;

    /** Counting tokens takes time; few texts have more characters per token. */
    private static final int MAX_CHARACTERS_PER_TOKEN = 8;

    /**
     * {@return the text if it is within the limit, otherwise its beginning}
     *
     * @param text the text
     */
    public String truncate(String text) {
        if (text.length() <= tokens / MAX_TOKENS_PER_CHARACTER) {
            return text;
        }
        String readable = beginning(text, tokens * MAX_CHARACTERS_PER_TOKEN);
        for (int counted = TokenCounter.count(readable); counted > tokens; counted = TokenCounter.count(readable)) {
            int length = (int) ((long) readable.length() * tokens / counted);
            readable = beginning(readable, Math.min(readable.length() - 1, length));
        }
        return readable;
    }

    /**
     * {@return requests with all of the texts in order, each truncated to its readable part}
     *
     * @param all the texts
     */
    public List<List<String>> batches(List<String> all) {
        List<List<String>> requests = new ArrayList<>();
        List<String> request = new ArrayList<>();
        int length = 0;
        for (String text : all) {
            String readable = truncate(text);
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
