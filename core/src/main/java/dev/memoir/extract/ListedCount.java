package dev.memoir.extract;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a claim lists as many things, all of them said, as it counts: "three dogs: Scout, Toby, and Buddy". */
final class ListedCount {

    /** What introduces a list after its number. */
    private static final Pattern INTRODUCED = Pattern.compile("[:：(（—–]\\s*([^:：()（）—–;；.。]+)");

    /** Names one after the other, wherever they stand. */
    private static final Pattern NAMES;

    private static final String AND =
            "and|&|und|y|e|et|ed|en|och|og|i|a|oraz|и|та|і|й|ve|és|ja|și|si|και|dan|và|و|और|και";

    static {
        String name = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’-]*(?: \\p{Lu}[\\p{L}\\p{M}\\p{N}'’-]*){0,3}";
        NAMES = Pattern.compile(
                name + "(?:\\s*[,、]\\s*" + name + "){0,11}\\s*,?\\s*(?:" + AND + ")\\s+" + name,
                Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static final Pattern SEPARATOR = Pattern.compile(
            "\\s*[,，、]\\s*(?:(?:" + AND + ")\\s+)?|\\s+(?:" + AND + ")\\s+|\\s*[和与與及と]\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** More are not listed in one statement. */
    private static final int MOST = 12;

    private ListedCount() {}

    /**
     * {@return whether the claim lists so many things}
     *
     * @param number the number, in digits
     * @param text the claim
     * @param evidence what the things must come from
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
        List<String> telling = words.spaced().stream()
                .filter(word -> !evidence.grammar().has(word))
                .toList();
        return (telling.isEmpty()
                        ? words.run().strip().length() > 1
                        : telling.stream().allMatch(evidence.said()::has))
                && MorphologicalWords.runs(thing).stream()
                        .allMatch(evidence.said().run()::contains);
    }
}
