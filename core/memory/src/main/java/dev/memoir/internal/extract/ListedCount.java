// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that a claim lists as many things, all of them said, as it counts: "three dogs: Scout, Toby, and Buddy". */
final class ListedCount {

    /** A list that is introduced by punctuation after its number. */
    private static final Pattern INTRODUCED = Pattern.compile("[:：(（—–]\\s*([^:：()（）—–;；.。]+)");

    /** Consecutive names, anywhere in the claim. */
    private static final Pattern NAMES;

    private static final String AND = "&|" + Languages.anyWord(LanguageTopic.CONJUNCTION);

    static {
        String name = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’-]*(?: \\p{Lu}[\\p{L}\\p{M}\\p{N}'’-]*){0,3}";
        NAMES = Pattern.compile(
                name + "(?:\\s*[,、]\\s*" + name + "){0,11}\\s*,?\\s*(?:" + AND + ")\\s+" + name,
                Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static final Pattern SEPARATOR = Pattern.compile(
            "\\s*[,，、]\\s*(?:(?:" + AND + ")\\s+)?|\\s+(?:" + AND + ")\\s+|\\s*(?:"
                    + Languages.anyRun(LanguageTopic.CONJUNCTION) + ")\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** A statement does not list more things. */
    private static final int MOST = 12;

    private ListedCount() {}

    /**
     * {@return whether the claim lists as many things as the number says}
     *
     * @param number the number, in digits
     * @param text the claim
     * @param evidence the turns and memories that must contain the things
     */
    static boolean counts(String number, String text, ProposalContext evidence) {
        if (number.length() > 2 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int count = Integer.parseInt(number);
        return count >= 2
                && count <= MOST
                && (lists(INTRODUCED, 1, count, text, evidence) || lists(NAMES, 0, count, text, evidence));
    }

    private static boolean lists(Pattern list, int group, int count, String text, ProposalContext evidence) {
        Matcher lists = list.matcher(text);
        while (lists.find()) {
            List<String> things = Arrays.stream(
                            SEPARATOR.split(lists.group(group).strip()))
                    .filter(thing -> !thing.isBlank())
                    .toList();
            if (things.size() == count
                    && things.stream().distinct().count() == count
                    && things.stream().allMatch(thing -> said(thing, evidence))) {
                return true;
            }
        }
        return false;
    }

    private static boolean said(String thing, ProposalContext evidence) {
        MorphologicalWords words = MorphologicalWords.of(thing);
        List<String> content = words.spaced().stream()
                .filter(word -> !evidence.grammar().has(word))
                .toList();
        return (content.isEmpty()
                        ? words.run().strip().length() > 1
                        : content.stream().allMatch(evidence.saidWords()::has))
                && MorphologicalWords.runs(thing).stream()
                        .allMatch(evidence.saidWords().run()::contains);
    }
}
