// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.Arrays;

/**
 * A trie of lower-case words, each with a set of numbers below 64. Letters are compared like those of case-insensitive
 * patterns. Thread-safe once it is filled.
 */
final class PrefixTree {

    private static final char FIRST_OTHER = 128;

    private char[] letters = {};
    private PrefixTree[] next = {};
    private long numbers;

    /** Adds a word with a number. */
    void add(String word, int number) {
        PrefixTree node = this;
        for (int i = 0; i < word.length(); i++) {
            node = node.child(folded(word.charAt(i)));
        }
        node.numbers |= 1L << number;
    }

    private PrefixTree child(char letter) {
        int position = Arrays.binarySearch(letters, letter);
        if (position >= 0) {
            return next[position];
        }
        int size = letters.length;
        position = -position - 1;
        letters = Arrays.copyOf(letters, size + 1);
        next = Arrays.copyOf(next, size + 1);
        System.arraycopy(letters, position, letters, position + 1, size - position);
        System.arraycopy(next, position, next, position + 1, size - position);
        letters[position] = letter;
        next[position] = new PrefixTree();
        return next[position];
    }

    /** {@return the numbers of all words that begin at a position of a text, as a bit set} */
    long at(String text, int position) {
        PrefixTree node = this;
        long found = numbers;
        for (int i = position; i < text.length(); i++) {
            int letter = Arrays.binarySearch(node.letters, folded(text.charAt(i)));
            if (letter < 0) {
                return found;
            }
            node = node.next[letter];
            found |= node.numbers;
        }
        return found;
    }

    private static char folded(char letter) {
        if (letter < FIRST_OTHER) {
            return letter >= 'A' && letter <= 'Z' ? (char) (letter + 'a' - 'A') : letter;
        }
        return Character.toLowerCase(Character.toUpperCase(letter));
    }
}
