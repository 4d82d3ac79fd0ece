package dev.memoir.index.lucene;

import dev.memoir.index.lucene.CompoundToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the {@linkplain CompoundToken forms} of a text: addresses, links, paths, what is numbered with a hyphen, names with marks.
 * Names whose marks stand between letters ({@code node.js}, {@code snake_case}, {@code 9.12.3}) are words by Unicode's rules
 * already. Every alternative starts at the beginning of a word and gives nothing back, so that a text takes linear time.
 */
final class CompoundTokenizer {

    /** No form: far longer than any address or path that someone asks for by all its letters. */
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
        List<CompoundToken> forms = new ArrayList<>();
        for (Matcher matcher = FORM.matcher(text); matcher.find(); ) {
            String found = CLOSING.matcher(matcher.group()).replaceFirst("");
            CompoundToken form = new CompoundToken(matcher.start(), matcher.start() + found.length(), kind(matcher));
            if (found.length() <= LONGEST && (form.kind() != Kind.NUMBERED || numbered(found))) {
                forms.add(form);
            }
        }
        return forms;
    }

    private static Kind kind(Matcher matcher) {
        if (matcher.start("mark") >= 0) {
            return Kind.SOLID;
        }
        return matcher.start("number") >= 0 ? Kind.NUMBERED : Kind.MADE_OF_WORDS;
    }

    /** Other words with a hyphen are no more than their words. */
    private static boolean numbered(String text) {
        return text.indexOf('-') >= 0 && text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
