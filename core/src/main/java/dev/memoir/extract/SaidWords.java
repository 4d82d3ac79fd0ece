package dev.memoir.extract;

import dev.memoir.RecordedTurn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words, languages, numbers and times of texts and turns, each read once for all proposals of a reply. Not thread-safe. */
final class SaidWords {

    private final Map<String, Words> words = new HashMap<>();
    private final Map<String, GrammarWords> grammars = new HashMap<>();
    private final Map<String, Set<String>> numbers = new HashMap<>();
    private final Map<String, SaidTimes> times = new HashMap<>();

    /** {@return the words of a text} */
    Words words(String text) {
        return words.computeIfAbsent(text, Words::of);
    }

    /** {@return the words of grammar of a text} */
    GrammarWords grammar(String text) {
        return grammars.computeIfAbsent(text, one -> GrammarWords.of(words(one).spaced()));
    }

    /** {@return the numbers of a text, read in its own languages and in some others} */
    Set<String> numbers(String text, Set<String> languages) {
        Set<String> read = new TreeSet<>(languages);
        read.addAll(grammar(text).languages());
        return numbers.computeIfAbsent(read + text, key -> {
            Set<String> found = new HashSet<>(Numbers.numerals(text, read));
            found.addAll(Numbers.quantities(text, read));
            return found;
        });
    }

    /** {@return the times that a turn can mean} */
    SaidTimes times(RecordedTurn turn) {
        Set<String> languages = grammar(turn.text()).languages();
        return times.computeIfAbsent(
                turn.id(), id -> new SaidTimes(turn, Numbers.numerals(turn.text(), languages), languages));
    }
}
