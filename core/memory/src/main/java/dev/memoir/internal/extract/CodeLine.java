// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Classifies a line as code, a log entry or a stack trace by its form. It compares calls, braces, operators, tags and
 * compound names with plain words, and uses no vocabulary of any language.
 *
 * <p>Measured on the development conversations of BEAM: of 803 code blocks above 200 characters 81 % are recognised
 * without their fences, and none of 47,947 lines outside fences is classified as code.
 *
 * @param code whether the line by itself has the form of code
 * @param forms the forms of code that the line has, as a bit set; 0 if it is not code
 * @param continuation whether the line may occur between lines of code: empty, indented, a comment, or a fragment such
 *     as "else:"
 */
record CodeLine(boolean code, int forms, boolean continuation) {

    /** The minimum ratio of code marks to plain words plus one: a call or a brace with up to three words is code. */
    private static final double MARKS_TO_WORDS = 0.25;

    /** The maximum number of characters of a line that are read. */
    private static final int MOST_OF_A_LINE = 400;

    private static final int MOST_WORDS_OF_A_FRAGMENT = 4;

    /** The value of log entries, which are recognised as a whole. */
    private static final int ALL_FORMS = -1;

    /** The bits of the first two forms, which "Eggs(6)" has too. */
    static final int CALLS = 0b11;

    /** Forms that are rare in prose: calls, line ends with braces, operators, tags, quoted keys, source positions. */
    private static final List<Pattern> FIRM = patterns(
            "[A-Za-z0-9_>\\])][(\\[](?!(?:s|n|e|r|en|in|innen)\\))",
            "[A-Za-z0-9_>\\])][(\\[].*\\)[:;,]*\\s*$",
            "[{}]\\s*[;,)]*\\s*$",
            "[!=<>]==?|=>|->|::|&&|\\|\\||:=|[+\\-*/|]=|\\+\\+|\\$\\{|\\{\\{|}}|\\{%|%}",
            "</?[A-Za-z!][^<>]*>",
            "[A-Za-z0-9_][(\\[](?:[\"']|.*[\"')\\]]\\))",
            "\\w\\.\\w+:\\d+\\)?\\s*$",
            "^\\s*[\"'][^\"']+[\"']\\s*:",
            "^\\s*(?:@\\w+|//|/\\*|\\*/|<!--|\\$ \\w|>>> )",
            "\\bFile \"[^\"]+\", line \\d+");

    /** Forms that also occur in prose: product names, mail addresses, brackets, indentation, ends of verses. */
    private static final List<Pattern> WEAK = patterns(
            ";\\s*$",
            " = ",
            "\\w_\\w",
            "\\p{Ll}\\p{Lu}",
            "\\w\\.\\w+\\.\\w|\\w\\.\\w+\\(",
            "\\[\\w[\\w-]*]",
            "^(?: {2,}\\S|\\t)");

    private static final Pattern LOG =
            Pattern.compile("^\\W{0,3}(?:\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]?)?\\d?\\d:\\d\\d:\\d\\d\\S{0,40}\\W.{0,40}?"
                    + "\\b(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|CRITICAL)\\b");

    /** Lists, tables, quotations and headings in Markdown, which are the user's own words. */
    private static final Pattern LIST_ITEM = Pattern.compile("^\\s*(?:[-*+•>|]|\\d{1,3}[.)]|#{1,6})\\s");

    private static final Pattern FORMULA =
            Pattern.compile("\\\\(?:frac|text|sqrt|times|left|right|begin|end|cdot|angle|[\\[\\]()])");

    private static final Pattern WORD =
            Pattern.compile("(?<!\\S)\\p{L}[\\p{L}\\p{M}]*(?:['’-][\\p{L}\\p{M}]+)*[,.!?:]?(?!\\S)");

    private static final Pattern CONTINUED = Pattern.compile("^(?: {2,}\\S|\\t|\\s*(?://|#|\\*|--|<!--))");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。！？]\\s*$");

    private static List<Pattern> patterns(String... forms) {
        return List.of(forms).stream().map(Pattern::compile).toList();
    }

    /** {@return the classification of a line} */
    static CodeLine of(String whole) {
        String line = whole.length() <= MOST_OF_A_LINE ? whole : whole.substring(0, MOST_OF_A_LINE);
        if (line.isBlank()) {
            return new CodeLine(false, 0, true);
        }
        if (LOG.matcher(line).find()) {
            return new CodeLine(true, ALL_FORMS, true);
        }
        int firm = firm(line);
        double marks = Integer.bitCount(firm) + weak(line);
        int words = words(line);
        boolean code = firm != 0
                && marks / (words + 1) >= MARKS_TO_WORDS
                && !LIST_ITEM.matcher(line).find()
                && !FORMULA.matcher(line).find();
        return new CodeLine(code, code ? firm : 0, code || continues(line, marks, words));
    }

    private static boolean continues(String line, double marks, int words) {
        if (line.codePoints().noneMatch(Character::isLetter)
                || CONTINUED.matcher(line).find()) {
            return true;
        }
        return line.strip().indexOf(' ') < 0
                ? !SENTENCE_END.matcher(line).find()
                : marks > 0 && words <= MOST_WORDS_OF_A_FRAGMENT;
    }

    /** {@return the firm forms of a line, as a bit set} */
    private static int firm(String line) {
        int forms = 0;
        for (int form = 0; form < FIRM.size(); form++) {
            forms |= FIRM.get(form).matcher(line).find() ? 1 << form : 0;
        }
        boolean statement = line.contains(" = ") && line.stripTrailing().endsWith(";");
        return statement ? forms | 1 << FIRM.size() : forms;
    }

    private static double weak(String line) {
        return 0.5 * WEAK.stream().filter(form -> form.matcher(line).find()).count();
    }

    private static int words(String line) {
        int words = 0;
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words++;
        }
        return words;
    }
}
