// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.StoredTurn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Caches the words, languages, numbers and dates of texts, so that each is read once per reply. Not thread-safe. */
final class TextAnalysisCache {

    private final Map<String, MorphologicalWords> words = new HashMap<>();
    private final Map<String, GrammarWords> grammars = new HashMap<>();
    private final Map<String, Set<String>> numbers = new HashMap<>();
    private final Map<String, MentionedDates> times = new HashMap<>();

    /** {@return the words of a text} */
    MorphologicalWords words(String text) {
        return words.computeIfAbsent(text, MorphologicalWords::of);
    }

    /** {@return the function words of a text} */
    GrammarWords grammar(String text) {
        return grammars.computeIfAbsent(text, one -> GrammarWords.of(words(one).spaced()));
    }

    /** {@return the numbers of a text, read in its own languages and in the given ones} */
    Set<String> numbers(String text, Set<String> languages) {
        Set<String> all = new TreeSet<>(languages);
        all.addAll(grammar(text).languages());
        return numbers.computeIfAbsent(all + text, key -> {
            Set<String> found = new HashSet<>(NumberReader.numerals(text, all));
            found.addAll(NumberReader.quantities(text, all));
            return found;
        });
    }

    /** {@return the dates that a turn mentions or implies} */
    MentionedDates times(StoredTurn turn) {
        Set<String> languages = grammar(turn.text()).languages();
        return times.computeIfAbsent(
                turn.id(), id -> new MentionedDates(turn, NumberReader.numerals(turn.text(), languages), languages));
    }
}
