// SPDX-License-Identifier: Apache-2.0
package dev.memoir.index.lucene;

import dev.memoir.index.lucene.CompoundToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the {@linkplain CompoundToken compounds} of a text: addresses, links, paths, hyphenated numbers, and names with
 * symbols. Names with separators between letters ({@code node.js}, {@code snake_case}, {@code 9.12.3}) are already
 * words by Unicode's rules. Every alternative starts at a word boundary and is possessive, so that a text takes linear
 * time.
 */
final class CompoundTokenizer {

    /** The maximum length of a compound, far above any address or path that someone searches for literally. */
    private static final int LONGEST = 256;

    private static final String LETTER = "\\p{IsLatin}\\p{IsCyrillic}\\p{IsGreek}0-9";
    private static final String START = "(?<![" + LETTER + "_@.%+#/\\\\-])";

    private static final Pattern FORM = Pattern.compile(START + "(?:"
            + "(?<url>(?:(?:https?|ftp|file)://|www\\.)[^\\s<>\"'(){}\\[\\]，。、]++)"
            + "|(?<mail>[" + LETTER + "_.%+-]++@[" + LETTER + "-]++(?:\\.[" + LETTER + "-]++)++)"
            + "|(?<path>(?:[A-Za-z]:)?(?:\\\\[\\w.-]++)++|(?:~|\\.{1,2})?(?:/[\\w.@-]++){2,}+"
            + "|[\\w.-]++(?:/[\\w.@-]++){2,}+)"
            + "|(?<code>\\w++(?:(?:::|->)\\w++)++)"
            + "|(?<mark>\\p{IsLatin}[\\p{IsLatin}0-9]{0,15}+\\+\\+(?!\\+)|\\p{IsLatin}#(?![#\\p{IsLatin}])"
            + "|\\p{IsLatin}{1,2}+\\+(?![" + LETTER + "+])|\\.\\p{IsLatin}[\\p{IsLatin}0-9]++)"
            + "|(?<number>[" + LETTER + "]++(?:[.-][" + LETTER + "]++)++)"
            + ")");

    private static final Pattern CLOSING = Pattern.compile("[.,;:!?/'-]+$");

    private CompoundTokenizer() {}

    static List<CompoundToken> in(String text) {
        List<CompoundToken> compounds = new ArrayList<>();
        for (Matcher matcher = FORM.matcher(text); matcher.find(); ) {
            String found = CLOSING.matcher(matcher.group()).replaceFirst("");
            CompoundToken compound =
                    new CompoundToken(matcher.start(), matcher.start() + found.length(), kind(matcher));
            if (found.length() <= LONGEST && (compound.kind() != Kind.NUMBERED || numbered(found))) {
                compounds.add(compound);
            }
        }
        return compounds;
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.start("mark") >= 0) {
            return Kind.SOLID;
        }
        return matcher.start("number") >= 0 ? Kind.NUMBERED : Kind.MADE_OF_WORDS;
    }

    /** Tells compounds with a number from other hyphenated words, which are nothing but their words. */
    private static boolean numbered(String text) {
        return text.indexOf('-') >= 0 && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
