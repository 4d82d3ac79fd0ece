package dev.memoir.extract;

import java.util.Arrays;

/**
 * A trie of words in small letters, each with a set of numbers below 64. Words are compared letter by letter, as patterns compare
 * without case. Thread-safe once it is filled.
 */
final class PrefixTree {

    private static final char FIRST_OTHER = 128;

    private char[] letters = {};
    private PrefixTree[] next = {};
    private long numbers;

    /** Adds a word, which belongs to a number from now on. */
    void add(String word, int number) {
        PrefixTree node = this;
        for (int i = 0; i < word.length(); i++) {
            node = node.child(folded(word.charAt(i)));
        }
        node.numbers |= 1L << number;
    }

    private PrefixTree child(char letter) {
        int place = Arrays.binarySearch(letters, letter);
        if (place >= 0) {
            return next[place];
        }
        int size = letters.length;
        place = -place - 1;
        letters = Arrays.copyOf(letters, size + 1);
        next = Arrays.copyOf(next, size + 1);
        System.arraycopy(letters, place, letters, place + 1, size - place);
        System.arraycopy(next, place, next, place + 1, size - place);
        letters[place] = letter;
        next[place] = new PrefixTree();
        return next[place];
    }

    /** {@return the numbers of all words that a text has at a place, as a set of bits} */
    long at(String text, int place) {
        PrefixTree node = this;
        long found = numbers;
        for (int i = place; i < text.length(); i++) {
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
