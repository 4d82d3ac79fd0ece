package dev.memoir.index.pgvector;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text as words and blanks alone, in small letters: PostgreSQL's parser would take {@code Lisbon/Porto} for a file, and a
 * Chinese sentence for one word.
 */
final class TsQueryText {

    /** Words of a longer text are not matched beyond this: a {@code tsvector} takes a megabyte. */
    static final int MOST = 200_000;

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    /** Written without blanks between words. */
    private static final Pattern UNSPACED = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}]");

    private TsQueryText() {}

    static String of(String text) {
        String some = text.length() <= MOST ? text : text.substring(0, MOST);
        String words = NO_WORD.matcher(some.toLowerCase(Locale.ROOT)).replaceAll(" ");
        return UNSPACED.matcher(words).replaceAll(" $0 ");
    }
}
