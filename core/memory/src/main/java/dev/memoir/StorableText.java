// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

/** Replaces the characters of a text that some ledger or index cannot store. Thread-safe. */
public final class StorableText {

    private static final int REPLACEMENT = 0xFFFD;

    private StorableText() {}

    /**
     * {@return the text with U+FFFD for each NUL and each unpaired surrogate; the same text if it contains none}
     * PostgreSQL rejects the former, UTF-8 cannot encode the latter.
     *
     * @param text any text
     */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        if (text.codePoints().noneMatch(StorableText::isUnstorable)) {
            return text;
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints().map(c -> isUnstorable(c) ? REPLACEMENT : c).forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private static boolean isUnstorable(int c) {
        return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
