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
record Statement(Set<String> words, Set<String> signs) {

    private static final Lexicon USER = Lexicon.of("user");
    private static final Lexicon FUNCTION = Lexicon.of("function");
    private static final Lexicon EVERYDAY = Lexicon.of("everyday");
    private static final Lexicon NUMBER = Lexicon.of("number.2");

    static Statement of(String text) {
        return of(text, grammar(text));
    }

    /** {@return what a text says whose grammar is known} */
    static Statement of(String text, GrammarWords grammar) {
        String rest = ClaimedDates.in(text).rest();
        Statement telling = of(rest, word -> plain(word, grammar) || EVERYDAY.has(word), run -> EVERYDAY.without(run));
        // "The user likes to work" has no other words to be known by.
        return telling.isEmpty() ? withVerbs(text, grammar) : telling;
    }

    /** {@return what a text says, everyday verbs included} */
    static Statement withVerbs(String text) {
        return withVerbs(text, grammar(text));
    }

    /** {@return what a text says whose grammar is known, everyday verbs included} */
    static Statement withVerbs(String text, GrammarWords grammar) {
        return of(ClaimedDates.in(text).rest(), word -> plain(word, grammar), run -> run);
    }

    private static boolean plain(String word, GrammarWords grammar) {
        return grammar.has(word) || grammar.isNumeral(word);
    }

    private static GrammarWords grammar(String text) {
        return GrammarWords.of(Words.of(text).spaced());
    }

    private static Statement of(String rest, Predicate<String> without, UnaryOperator<String> remaining) {
        Set<String> words = Words.of(rest).spaced().stream()
                .filter(word -> tells(word) && !without.test(word))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Statement(words, signs(Words.runs(rest), remaining));
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
                && !CalendarNames.isName(word);
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
    long in(Words text) {
        return wordsIn(text) + signsIn(text);
    }

    long wordsIn(Words text) {
        return words.stream().filter(text::has).count();
    }

    /** {@return how many of its words stand in a text, in this or another case of these languages} */
    long wordsIn(Words text, NameForms forms) {
        return words.stream()
                .filter(word -> text.has(word) || text.hasForm(word, forms))
                .count();
    }

    long signsIn(Words text) {
        return signs.stream().filter(text.run()::contains).count();
    }

    int size() {
        return words.size() + signs.size();
    }
}
