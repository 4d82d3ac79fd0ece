package dev.memoir.extract;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text without what varies while the words stay the same: case, white space, punctuation, kinds of quotation marks,
 * widths, invisible characters. Words stand apart by one space.
 */
final class NormalizedText {

    /** Written or left out without a difference: the apostrophe of "don't", joiners, soft hyphens, stretched Arabic. */
    private static final Pattern NOTHING =
            Pattern.compile("(?<=\\p{L})['\u2018\u2019\u02BC`\u00B4](?=\\p{L}{1,2}(?!\\p{L}))|[\\p{Cf}\u0640]");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    /** Turkish has a dotted and a dotless i in both cases; in small letters nobody else tells them apart. */
    private static final Pattern TURKISH_I = Pattern.compile("i\u0307|\u0131");

    private static final Pattern RUSSIAN_YO = Pattern.compile("\u0451");

    private NormalizedText() {}

    static String of(String text) {
        if (isEssence(text)) {
            return text;
        }
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String dotted = TURKISH_I.matcher(folded).replaceAll("i");
        String words = NO_WORD.matcher(NOTHING.matcher(dotted).replaceAll("")).replaceAll(" ");
        return digits(RUSSIAN_YO
                .matcher(Normalizer.normalize(words, Normalizer.Form.NFKC))
                .replaceAll("\u0435")
                .strip());
    }

    /** A word of plain small letters, which most are by the time that they are compared, is as it should be. */
    private static boolean isEssence(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Every script's digits become ours: "٣" is 3. */
    private static String digits(String text) {
        if (text.codePoints().noneMatch(c -> c > '9' && Character.isDigit(c))) {
            return text;
        }
        return text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
