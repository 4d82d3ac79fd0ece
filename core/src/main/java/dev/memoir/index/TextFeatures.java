package dev.memoir.index;

/**
 * How something is said, as far as it tells whether it says much: what a ranking can know of a text without reading it.
 *
 * @param words how many words it has, each Chinese or Japanese character being one
 * @param asks whether there is a question in it
 * @param onlyAsks whether it ends with a question
 */
public record TextFeatures(int words, boolean asks, boolean onlyAsks) {

    /** Nothing known. */
    public static final TextFeatures UNKNOWN = new TextFeatures(0, false, false);

    /**
     * {@return the manner of a text}
     *
     * @param text any
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
            asks |= question(letter);
            last = letter;
        }
        return new TextFeatures(words, asks, asks && endsAsking(text));
    }

    /**
     * {@return this as one number, for stores that keep numbers}
     */
    public long packed() {
        return (long) words << 2 | (asks ? 2 : 0) | (onlyAsks ? 1 : 0);
    }

    /**
     * {@return what was {@linkplain #packed packed}}
     *
     * @param packed the number
     */
    public static TextFeatures unpacked(long packed) {
        return new TextFeatures((int) (packed >> 2), (packed & 2) != 0, (packed & 1) != 0);
    }

    /** A mark that is last, but for white space, quotes, brackets and pictures. */
    private static boolean endsAsking(String text) {
        for (int i = text.length(); i > 0; ) {
            int letter = text.codePointBefore(i);
            if (question(letter)) {
                return true;
            }
            if (Character.isLetterOrDigit(letter) || letter == '.' || letter == '!' || letter == '。') {
                return false;
            }
            i -= Character.charCount(letter);
        }
        return false;
    }

    /** In Latin and Cyrillic, Chinese, Arabic, Greek and Armenian. */
    private static boolean question(int letter) {
        return letter == '?' || letter == '？' || letter == '؟' || letter == '\u037E' || letter == '\u055E';
    }
}
