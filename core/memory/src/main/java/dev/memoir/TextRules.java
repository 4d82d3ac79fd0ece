// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import org.jspecify.annotations.Nullable;

/**
 * Checks which texts are accepted: a ledger must return what it was given, so what UTF-8 columns cannot hold is handled
 * here.
 */
final class TextRules {

    /**
     * The maximum length of a turn or memory, in UTF-16 characters: over 1 MB of ASCII, far below SQLite's row limit.
     */
    static final int MAX_LENGTH = 4 * 1024 * 1024;

    /**
     * The maximum length of a query that is read completely, in UTF-16 characters: a long e-mail, about 4,000 tokens.
     */
    static final int MAX_QUERY_LENGTH = 16_384;

    private TextRules() {}

    static String checked(String what, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidInputException(what + " is blank. Leave it out; there is nothing to remember or to find.");
        }
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInputException(what + " has " + text.length() + " characters; at most " + MAX_LENGTH
                    + " are accepted. Split it into several.");
        }
        return StorableText.of(text);
    }

    static @Nullable String idempotencyKey(@Nullable String key) {
        return key == null ? null : checked("The idempotency key", key);
    }

    /**
     * {@return a text as a query: any text that is not blank is valid} Of a pasted log only the beginning and the end
     * are searched, where the question is; this bounds the time and memory of everything that reads a query.
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
