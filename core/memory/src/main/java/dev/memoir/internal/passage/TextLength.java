// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.passage;

/**
 * The length of a text in any script. A run of letters and digits is a word, and so is each Chinese or Japanese
 * character.
 *
 * @param words the number of words, at least 0
 * @param characters the number of non-whitespace characters, at least {@code words}
 */
public record TextLength(int words, int characters) {

    /** English has 4.7 characters per word, German 6; eight characters of code are three to four tokens of MiniLM. */
    private static final int CHARACTERS_PER_WORD = 8;

    /**
     * The limit below which characters are classified without Unicode tables: a search measures about ten long texts.
     */
    private static final int ASCII = 0x80;

    /**
     * {@return the length of a text}
     *
     * @param text the text
     */
    public static TextLength of(CharSequence text) {
        return of(text, 0, text.length());
    }

    /**
     * {@return the length of a part of a text}
     *
     * @param text the text
     * @param start the index of the first character
     * @param end the index after the last character
     */
    public static TextLength of(CharSequence text, int start, int end) {
        int words = 0;
        int characters = 0;
        boolean inWord = false;
        for (int at = start; at < end; ) {
            int letter = Character.codePointAt(text, at);
            at += Character.charCount(letter);
            if (letter < ASCII) {
                boolean inside = isAsciiWord(letter);
                words += inside && !inWord ? 1 : 0;
                characters += letter > ' ' ? 1 : 0;
                inWord = inside;
                continue;
            }
            if (Character.isWhitespace(letter) || Character.isSpaceChar(letter)) {
                inWord = false;
                continue;
            }
            characters++;
            boolean ideograph = Character.isIdeographic(letter);
            boolean inside = !ideograph && Character.isLetterOrDigit(letter);
            words += ideograph || (inside && !inWord) ? 1 : 0;
            inWord = inside;
        }
        return new TextLength(words, characters);
    }

    private static boolean isAsciiWord(int letter) {
        int small = letter | 0x20;
        return (small >= 'a' && small <= 'z') || (letter >= '0' && letter <= '9');
    }

    /**
     * {@return the length of two texts together}
     *
     * @param other the length of the other text
     */
    public TextLength plus(TextLength other) {
        return new TextLength(words + other.words, characters + other.characters);
    }

    /**
     * {@return the length in words} If larger, the number of characters divided by eight is used instead: in code, long
     * identifiers, and scripts without spaces.
     */
    public int inWords() {
        return Math.max(words, (characters + CHARACTERS_PER_WORD - 1) / CHARACTERS_PER_WORD);
    }
}
