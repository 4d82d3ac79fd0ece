// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index;

/**
 * Surface features of a text used for ranking: length, and whether it asks.
 *
 * @param words the number of words; each Chinese or Japanese character counts as one
 * @param asks whether the text contains a question
 * @param onlyAsks whether the text ends with a question
 */
public record TextFeatures(int words, boolean asks, boolean onlyAsks) {

    /** The features of an unknown text. */
    public static final TextFeatures UNKNOWN = new TextFeatures(0, false, false);

    /**
     * {@return the features of a text}
     *
     * @param text the text
     */
    public static TextFeatures of(String text) {
        int words = 0;
        boolean asks = false;
        boolean inWord = false;
        int last = ' ';
        for (int i = 0; i < text.length(); i += Character.charCount(last)) {
            int letter = text.codePointAt(i);
            boolean ideograph = Character.isIdeographic(letter);
            boolean inside = !ideograph && Character.isLetterOrDigit(letter);
            words += ideograph || (inside && !inWord) ? 1 : 0;
            inWord = inside;
            asks |= isQuestionMark(letter);
            last = letter;
        }
        return new TextFeatures(words, asks, asks && endsAsking(text));
    }

    /** {@return the features packed into one number, for stores that keep numbers} */
    public long packed() {
        return (long) words << 2 | (asks ? 2 : 0) | (onlyAsks ? 1 : 0);
    }

    /**
     * {@return the {@linkplain #packed unpacked} features}
     *
     * @param packed the number
     */
    public static TextFeatures unpacked(long packed) {
        return new TextFeatures((int) (packed >> 2), (packed & 2) != 0, (packed & 1) != 0);
    }

    /** A question mark at the end, ignoring white space, quotes, brackets and pictographs. */
    private static boolean endsAsking(String text) {
        for (int i = text.length(); i > 0; ) {
            int letter = text.codePointBefore(i);
            if (isQuestionMark(letter)) {
                return true;
            }
            if (Character.isLetterOrDigit(letter) || letter == '.' || letter == '!' || letter == '。') {
                return false;
            }
            i -= Character.charCount(letter);
        }
        return false;
    }

    /** The question marks of Latin and Cyrillic, Chinese, Arabic, Greek and Armenian. */
    private static boolean isQuestionMark(int letter) {
        return letter == '?' || letter == '？' || letter == '؟' || letter == '\u037E' || letter == '\u055E';
    }
}
