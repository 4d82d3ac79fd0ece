// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import dev.memoir.internal.time.CalendarVocabulary.Meaning;
import dev.memoir.internal.time.TimeTerm.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All words and phrases for times, in a trie of tokens. Immutable after construction. */
final class TimeVocabulary {

    private static final Entry UNKNOWN = new Entry(0, List.of());

    /** The vocabulary of the {@link WordTable} languages, which suffices for texts without a number. */
    private static final TimeVocabulary TABLES = new TimeVocabulary(CalendarVocabulary.of(WordTable.LANGUAGES));

    private final Node root = new Node();

    /**
     * The longest known phrase at a position.
     *
     * @param length the number of its tokens, 0 if there is no known phrase
     * @param terms the possible meanings
     */
    record Entry(int length, List<TimeTerm> terms) {}

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>();
        private List<TimeTerm> terms = List.of();
    }

    /** The names of all languages, which take half a second to load: only a text with a number needs them. */
    private static final class Everything {
        static final TimeVocabulary ALL = new TimeVocabulary(CalendarVocabulary.all());
    }

    private TimeVocabulary(CalendarVocabulary names) {
        names.months().forEach((name, meanings) -> add(name, Kind.MONTH, meanings));
        names.weekdays().forEach((name, meanings) -> add(name, Kind.WEEKDAY, meanings));
        for (Language language : Languages.all()) {
            day(language, -1, LanguageTopic.DATE_YESTERDAY);
            day(language, 0, LanguageTopic.DATE_TODAY);
            day(language, 1, LanguageTopic.DATE_TOMORROW);
            language.groups(LanguageTopic.CALENDAR_WEEKDAY_SHORT)
                    .forEach((number, words) -> words.forEach(
                            word -> add(word, Kind.WEEKDAY, Integer.parseInt(number), Set.of(language.code()))));
        }
        for (WordTable table : WordTable.ALL) {
            table.each((phrase, kind, value) ->
                    add(phrase, kind, value, Set.of(table.language().code())));
        }
    }

    /** {@return the vocabulary for a text} */
    static TimeVocabulary of(List<Token> tokens) {
        return tokens.stream().anyMatch(Token::number) ? Everything.ALL : TABLES;
    }

    /** {@return the longest phrase that begins at a token} */
    Entry at(List<Token> tokens, int start) {
        Entry found = UNKNOWN;
        @Nullable Node node = root;
        for (int at = start; at < tokens.size(); at++) {
            node = node.next.get(tokens.get(at).text());
            if (node == null) {
                return found;
            }
            if (!node.terms.isEmpty()) {
                found = new Entry(at - start + 1, node.terms);
            }
        }
        return found;
    }

    /** Adds the words for a day that the extraction checks know too. */
    private void day(Language language, int distance, LanguageTopic topic) {
        Stream.concat(language.words(topic).stream(), language.runs(topic).stream())
                .forEach(word -> add(word, Kind.DAY, distance, Set.of(language.code())));
    }

    private void add(String name, Kind kind, List<Meaning> meanings) {
        meanings.forEach(meaning -> add(name, kind, meaning.number(), meaning.languages()));
    }

    private void add(String phrase, Kind kind, int value, Set<String> languages) {
        List<Token> tokens = Tokenizer.tokens(phrase);
        if (kind == Kind.MONTH && tokens.get(0).number()) {
            // "五月" is read like 5月.
            return;
        }
        Node node = root;
        for (Token token : tokens) {
            node = node.next.computeIfAbsent(token.text(), text -> new Node());
        }
        List<TimeTerm> terms = new ArrayList<>(node.terms);
        Set<String> all = new HashSet<>(languages);
        for (TimeTerm term : node.terms) {
            if (term.kind() == kind && term.value() == value) {
                all.addAll(term.languages());
                terms.remove(term);
            }
        }
        terms.add(new TimeTerm(kind, value, Set.copyOf(all)));
        node.terms = List.copyOf(terms);
    }
}
