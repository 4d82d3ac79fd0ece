// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The content words of a text: without function words, the word "user", dates and numbers.
 *
 * @param words the words of scripts that separate words by spaces
 * @param ngrams single Chinese and Japanese characters, and pairs of Thai, Lao, Khmer and Burmese letters
 */
record ContentWords(Set<String> words, Set<String> ngrams) {

    private static final WordList USER = WordList.of(LanguageTopic.USER);
    private static final WordList FUNCTION = WordList.of(LanguageTopic.FUNCTION);
    private static final WordList EVERYDAY = WordList.of(LanguageTopic.EVERYDAY);
    private static final WordList NUMBER = WordList.of(LanguageTopic.NUMBER, "2");

    static ContentWords of(String text) {
        return of(text, grammar(text));
    }

    /** {@return the content words of a text with known function words} */
    static ContentWords of(String text, GrammarWords grammar) {
        String rest = ClaimDates.in(text).rest();
        ContentWords content =
                of(rest, word -> isFunctionWord(word, grammar) || EVERYDAY.has(word), run -> EVERYDAY.without(run));
        // "The user likes to work" consists of everyday verbs only.
        return content.isEmpty() ? withVerbs(text, grammar) : content;
    }

    /** {@return the content words of a text, including everyday verbs} */
    static ContentWords withVerbs(String text) {
        return withVerbs(text, grammar(text));
    }

    /** {@return the content words of a text with known function words, including everyday verbs} */
    static ContentWords withVerbs(String text, GrammarWords grammar) {
        return of(ClaimDates.in(text).rest(), word -> isFunctionWord(word, grammar), run -> run);
    }

    private static boolean isFunctionWord(String word, GrammarWords grammar) {
        return grammar.has(word) || grammar.isNumeral(word);
    }

    private static GrammarWords grammar(String text) {
        return GrammarWords.of(MorphologicalWords.of(text).spaced());
    }

    private static ContentWords of(String rest, Predicate<String> without, UnaryOperator<String> remaining) {
        Set<String> words = MorphologicalWords.of(rest).spaced().stream()
                .filter(word -> isContent(word) && !without.test(word))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new ContentWords(words, ngrams(MorphologicalWords.runs(rest), remaining));
    }

    static boolean isUser(String word) {
        return USER.has(word);
    }

    /** {@return a run of an unspaced script without the word "user"} */
    static String withoutUser(String run) {
        return USER.without(run);
    }

    private static boolean isContent(String word) {
        return word.length() > 1
                && Character.isLetter(word.codePointAt(0))
                && !isUser(word)
                && !NUMBER.has(word)
                && !CalendarNameFinder.isName(word);
    }

    private static Set<String> ngrams(List<String> runs, UnaryOperator<String> remaining) {
        Set<String> ngrams = new LinkedHashSet<>();
        List<Integer> syllables = new ArrayList<>();
        for (String run : runs) {
            String rest = remaining.apply(FUNCTION.without(USER.without(run)));
            int before = ' ';
            for (int ngram : rest.codePoints().toArray()) {
                Character.UnicodeScript script = Character.UnicodeScript.of(ngram);
                if (script == Character.UnicodeScript.HAN || script == Character.UnicodeScript.KATAKANA) {
                    ngrams.add(Character.toString(ngram));
                } else if (script == Character.UnicodeScript.HIRAGANA) {
                    syllables.add(ngram);
                } else if (ngram != ' ' && before != ' ' && script != Character.UnicodeScript.COMMON) {
                    ngrams.add(Character.toString(before) + Character.toString(ngram));
                }
                before = ngram;
            }
        }
        if (ngrams.isEmpty()) {
            syllables.forEach(ngram -> ngrams.add(Character.toString(ngram)));
        }
        return ngrams;
    }

    boolean isEmpty() {
        return words.isEmpty() && ngrams.isEmpty();
    }

    /** {@return the number of these words and n-grams that occur in a text} */
    long in(MorphologicalWords text) {
        return wordsIn(text) + ngramsIn(text);
    }

    long wordsIn(MorphologicalWords text) {
        return words.stream().filter(text::has).count();
    }

    /** {@return the number of these words that occur in a text, in any of the given case forms} */
    long wordsIn(MorphologicalWords text, NameForms forms) {
        return words.stream()
                .filter(word -> text.has(word) || text.hasForm(word, forms))
                .count();
    }

    long ngramsIn(MorphologicalWords text) {
        return ngrams.stream().filter(text.run()::contains).count();
    }

    int size() {
        return words.size() + ngrams.size();
    }
}
