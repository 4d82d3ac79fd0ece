package dev.memoir.extract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a text says, without grammar, the word "user", dates and numbers.
 *
 * @param words of scripts that write spaces
 * @param signs Chinese and Japanese characters, each, and Thai, Lao, Khmer and Burmese letters in pairs
 */
record ContentWords(Set<String> words, Set<String> signs) {

    private static final WordList USER = WordList.of("user");
    private static final WordList FUNCTION = WordList.of("function");
    private static final WordList EVERYDAY = WordList.of("everyday");
    private static final WordList NUMBER = WordList.of("number.2");

    static ContentWords of(String text) {
        return of(text, grammar(text));
    }

    /** {@return what a text says whose grammar is known} */
    static ContentWords of(String text, GrammarWords grammar) {
        String rest = ClaimDates.in(text).rest();
        ContentWords telling =
                of(rest, word -> plain(word, grammar) || EVERYDAY.has(word), run -> EVERYDAY.without(run));
        // "The user likes to work" has no other words to be known by.
        return telling.isEmpty() ? withVerbs(text, grammar) : telling;
    }

    /** {@return what a text says, everyday verbs included} */
    static ContentWords withVerbs(String text) {
        return withVerbs(text, grammar(text));
    }

    /** {@return what a text says whose grammar is known, everyday verbs included} */
    static ContentWords withVerbs(String text, GrammarWords grammar) {
        return of(ClaimDates.in(text).rest(), word -> plain(word, grammar), run -> run);
    }

    private static boolean plain(String word, GrammarWords grammar) {
        return grammar.has(word) || grammar.isNumeral(word);
    }

    private static GrammarWords grammar(String text) {
        return GrammarWords.of(MorphologicalWords.of(text).spaced());
    }

    private static ContentWords of(String rest, Predicate<String> without, UnaryOperator<String> remaining) {
        Set<String> words = MorphologicalWords.of(rest).spaced().stream()
                .filter(word -> tells(word) && !without.test(word))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new ContentWords(words, signs(MorphologicalWords.runs(rest), remaining));
    }

    static boolean isUser(String word) {
        return USER.has(word);
    }

    /** {@return a run without the word "user"} */
    static String withoutUser(String run) {
        return USER.without(run);
    }

    private static boolean tells(String word) {
        return word.length() > 1
                && Character.isLetter(word.codePointAt(0))
                && !isUser(word)
                && !NUMBER.has(word)
                && !CalendarNameFinder.isName(word);
    }

    private static Set<String> signs(List<String> runs, UnaryOperator<String> remaining) {
        Set<String> signs = new LinkedHashSet<>();
        List<Integer> syllables = new ArrayList<>();
        for (String run : runs) {
            String rest = remaining.apply(FUNCTION.without(USER.without(run)));
            int before = ' ';
            for (int sign : rest.codePoints().toArray()) {
                Character.UnicodeScript script = Character.UnicodeScript.of(sign);
                if (script == Character.UnicodeScript.HAN || script == Character.UnicodeScript.KATAKANA) {
                    signs.add(Character.toString(sign));
                } else if (script == Character.UnicodeScript.HIRAGANA) {
                    syllables.add(sign);
                } else if (sign != ' ' && before != ' ' && script != Character.UnicodeScript.COMMON) {
                    signs.add(Character.toString(before) + Character.toString(sign));
                }
                before = sign;
            }
        }
        if (signs.isEmpty()) {
            syllables.forEach(sign -> signs.add(Character.toString(sign)));
        }
        return signs;
    }

    boolean isEmpty() {
        return words.isEmpty() && signs.isEmpty();
    }

    /** {@return how many of its words and signs stand in a text} */
    long in(MorphologicalWords text) {
        return wordsIn(text) + signsIn(text);
    }

    long wordsIn(MorphologicalWords text) {
        return words.stream().filter(text::has).count();
    }

    /** {@return how many of its words stand in a text, in this or another case of these languages} */
    long wordsIn(MorphologicalWords text, NameForms forms) {
        return words.stream()
                .filter(word -> text.has(word) || text.hasForm(word, forms))
                .count();
    }

    long signsIn(MorphologicalWords text) {
        return signs.stream().filter(text.run()::contains).count();
    }

    int size() {
        return words.size() + signs.size();
    }
}
