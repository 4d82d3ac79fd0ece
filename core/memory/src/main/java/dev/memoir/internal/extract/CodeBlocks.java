// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.prompt.TurnExcerpts;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces code with a placeholder: fenced blocks, and lines that have the form of code, logs or stack traces.
 * Code lines that the surrounding or following words mention are kept, and so are blocks of one or two lines and
 * blocks of prose.
 */
final class CodeBlocks {

    /** The placeholder for omitted text; {@link QuoteMatcher} accepts a quote across it. */
    static final String OMISSION = TurnExcerpts.OMISSION;

    /** Blocks up to this length are kept: an address or a command costs less than it may be worth. */
    private static final int LONGEST_KEPT = 120;

    private static final int MOST_LINES_NAMED = 3;
    private static final int LONGEST_LINE = 160;
    private static final int LONGEST_NAME = 60;

    /**
     * The minimum number of code characters per letter. Measured: prose 0.00–0.02, Python and HTML of the BEAM
     * conversations at least 0.08.
     */
    private static final double CODE_TO_LETTERS = 0.04;

    private static final Pattern BLOCK = Pattern.compile(
            "(?m)^[ \\t]*+(```|~~~)[`~]*+([^`\\n]*+)\\n([\\s\\S]*?)(?:^[ \\t]*+\\1[`~]*+[ \\t]*+$|\\z)");

    private static final Pattern CODE_CHARACTER = Pattern.compile("[{}()<>\\[\\]=;_$#\\\\|@/*+&]");

    /** {@code in_backticks}, {@code snake_case}, {@code dotted.name}, {@code camelCase}, {@code CamelCase}. */
    private static final Pattern NAME = Pattern.compile("`([^`\\n]{2," + LONGEST_NAME + "})`"
            + "|(?<!\\w)(\\w[\\w.]*[_.]\\w+|\\p{Ll}+\\p{Lu}\\w+|\\p{Lu}\\p{Ll}+\\p{Lu}\\w+)");

    private CodeBlocks() {}

    /** {@return the text without its code} */
    static String without(String text) {
        return withoutRuns(BLOCK.matcher(text).replaceAll(" "), code -> " ");
    }

    /**
     * {@return the text with a placeholder for each block of code}
     *
     * @param words the words that may mention lines of the code
     */
    static String shortened(String text, String words) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find() && UnfencedCode.in(text).isEmpty()) {
            return text;
        }
        Set<String> names = names(words);
        String unfenced = block.replaceAll(found -> Matcher.quoteReplacement(
                keeps(found.group(3))
                        ? found.group()
                        : placeholder(found.group(2).strip(), found.group(3), names)));
        return withoutRuns(unfenced, code -> {
            String named = named(code, names);
            return named.isEmpty() ? OMISSION : OMISSION + "\n" + named + " " + OMISSION;
        });
    }

    private static String withoutRuns(String text, UnaryOperator<String> placeholder) {
        StringBuilder shortened = new StringBuilder();
        int from = 0;
        for (UnfencedCode.Run run : UnfencedCode.in(text)) {
            shortened.append(text, from, run.start()).append(placeholder.apply(text.substring(run.start(), run.end())));
            from = run.end();
        }
        return from == 0 ? text : shortened.append(text, from, text.length()).toString();
    }

    private static boolean keeps(String code) {
        String essential = code.strip();
        long letters = essential.codePoints().filter(Character::isLetter).count();
        long marks = CODE_CHARACTER.matcher(essential).results().count();
        return (essential.length() <= LONGEST_KEPT && essential.lines().count() <= 2)
                || marks < CODE_TO_LETTERS * letters;
    }

    private static String placeholder(String language, String code, Set<String> names) {
        String named = named(code, names);
        return named.isEmpty()
                ? "```" + language + " " + OMISSION + " ```"
                : "```" + language + " " + OMISSION + "\n" + named + " " + OMISSION + " ```";
    }

    /** {@return the lines of code that contain one of the names, separated by placeholders; empty if there are none} */
    private static String named(String code, Set<String> names) {
        return code.lines()
                .map(String::strip)
                .filter(line -> line.length() <= LONGEST_LINE && names.stream().anyMatch(line::contains))
                .limit(MOST_LINES_NAMED)
                .collect(Collectors.joining(" " + OMISSION + "\n"));
    }

    private static Set<String> names(String words) {
        Set<String> names = new LinkedHashSet<>();
        Matcher name = NAME.matcher(words);
        while (name.find()) {
            names.add(name.group(1) == null ? name.group(2) : name.group(1));
        }
        return names;
    }
}
