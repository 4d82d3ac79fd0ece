// SPDX-License-Identifier: Apache-2.0
package dev.memoir.prompt;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Neutralises recalled text for a single line of a block. The text cannot break the line, and no tag in it can pass for
 * the block's own, even if written with other brackets, look-alike letters, spaces or invisible characters. Role
 * delimiters of models ({@code <|}) are broken as well. Invisible characters that only a machine reads are removed,
 * because they can carry hidden instructions. Everything else is unchanged.
 */
final class PromptBlockText {

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s*\\R\\s*");

    /** Tag characters and bidirectional controls. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\x{E0000}-\\x{E007F}\u202A-\u202E\u2066-\u2069\u0000]");

    /** The high surrogate of the tag characters. */
    private static final char TAG_HIGH_SURROGATE = '\uDB40';

    private static final String OPENING = "<\uFF1C\uFE64\u2039\u276E\u27E8\u3008\u2329\u1438\u02C2\u16B2";
    private static final char BROKEN = '\u2039';

    /** The prefix of the block's name that does not follow a bracket by chance. */
    private static final String NAME = "recalled";

    /** The number of characters examined after a bracket: the name and any characters between its letters. */
    private static final int REACH = 64;

    private static final String LOOK_ALIKE = "\u0430\u03B1\u0435\u0441\u03F2\u0433\u04CF\u0456|1\u0501\u03B5";
    private static final String LATIN = "aaeccrllllde";

    private PromptBlockText() {}

    static String oneLine(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (needsNeutralizing(text.charAt(at))) {
                return neutralized(text);
            }
        }
        return text.strip();
    }

    /** Detects line breaks, invisible characters and brackets, which hardly any text contains. */
    private static boolean needsNeutralizing(char c) {
        return c < ' '
                || c == '<'
                || (c > '~'
                        && (c <= '\u009F'
                                || (c >= '\u2028' && c <= '\u2069')
                                || c == TAG_HIGH_SURROGATE
                                || OPENING.indexOf(c) >= 0));
    }

    static String neutralized(String text) {
        String line = INVISIBLE
                .matcher(LINE_BREAKS.matcher(text.strip()).replaceAll(" "))
                .replaceAll("");
        StringBuilder safe = new StringBuilder(line);
        for (int at = 0; at < safe.length(); at++) {
            if (OPENING.indexOf(safe.charAt(at)) >= 0
                    && (opensTag(safe, at + 1) || (safe.charAt(at) == '<' && next(safe, at + 1) == '|'))) {
                safe.setCharAt(at, BROKEN);
            }
        }
        return safe.toString();
    }

    private static boolean opensTag(CharSequence text, int from) {
        StringBuilder letters = new StringBuilder();
        int end = Math.min(text.length(), from + REACH);
        for (int at = from; at < end && letters.length() < NAME.length(); at++) {
            char c = text.charAt(at);
            if (!ignorable(c)) {
                letters.append(skeleton(c));
                if (!NAME.startsWith(letters.substring(0, Math.min(NAME.length(), letters.length())))) {
                    return false;
                }
            }
        }
        return letters.length() >= NAME.length();
    }

    private static boolean ignorable(char c) {
        int type = Character.getType(c);
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '/'
                || c == '\u2215'
                || c == '\u2044'
                || c == '\uFF0F'
                || type == Character.FORMAT
                || type == Character.NON_SPACING_MARK
                || type == Character.CONTROL;
    }

    private static String skeleton(char c) {
        String folded =
                Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder skeleton = new StringBuilder();
        folded.chars().filter(letter -> !ignorable((char) letter)).forEach(letter -> {
            int alike = LOOK_ALIKE.indexOf(letter);
            skeleton.append(alike < 0 ? (char) letter : LATIN.charAt(alike));
        });
        return skeleton.toString();
    }

    private static char next(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && ignorable(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }
}
