package dev.memoir;

import org.jspecify.annotations.Nullable;

/** Which texts are taken: every ledger must give back what it was given, so what no UTF-8 column can hold is settled here. */
final class TextRules {

    /** The longest text of a turn or memory, in UTF-16 characters: over 1 MB of ASCII, far under SQLite's row limit. */
    static final int MAX_LENGTH = 4 * 1024 * 1024;

    /** The longest query that is read as a whole, in UTF-16 characters: a long e-mail, some 4,000 tokens. */
    static final int MAX_QUERY_LENGTH = 16_384;

    private TextRules() {}

    static String checked(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidInputException(what + " is blank. Leave it out; there is nothing to remember or to find.");
        }
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(what + " has " + text.length() + " characters; at most " + MAX_LENGTH
                    + " are taken. Split it into several.");
        }
        return StorableText.of(text);
    }

    /**
     * {@return a text as a query: any is valid that is not blank} A pasted log is asked by its beginning and its end, where the
     * question stands; everything that reads a query takes bounded time and memory by this.
     */
    static String query(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidInputException(
                    "The query is blank. Leave it out; there is nothing to remember or to find.");
        }
        String query = text.strip();
        if (query.length() > MAX_QUERY_LENGTH) {
            int half = MAX_QUERY_LENGTH / 2;
            query = query.substring(0, half) + "\n" + query.substring(query.length() - half + 1);
        }
        return StorableText.of(query);
    }
}
