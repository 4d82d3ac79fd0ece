// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of a claim that comes from the turns that it cites. Two claims that take the same from the same turns are
 * paraphrases: the turns do not contain anything else that they say. "The user moved to Lisbon" and "Lisbon is where
 * the user moved" both take "moved" and "Lisbon" from "I moved to Lisbon!"; from "I like tea and coffee", one claim
 * takes "tea" and another "coffee".
 *
 * @param words the words and n-grams of the turns that the claim contains in any grammatical form, without function
 *     words, numbers and dates
 * @param names the names in the claim, in order, from any source
 * @param numbers the numbers in the claim
 * @param dates the dates and weekdays in the claim
 * @param denied whether the claim contains a negation
 */
public record ClaimSignature(
        Set<String> words, List<String> names, Set<String> numbers, Set<Object> dates, boolean denied) {

    private static final WordList NEGATION = WordList.of(LanguageTopic.NEGATION);

    /** Copies the collections. */
    public ClaimSignature {
        words = Set.copyOf(words);
        names = List.copyOf(names);
        numbers = Set.copyOf(numbers);
        dates = Set.copyOf(dates);
    }

    /**
     * {@return the signature of a claim}
     *
     * @param text the claim
     * @param entities the names that the claim lists
     * @param turns the texts of the cited turns
     */
    public static ClaimSignature of(String text, List<String> entities, Collection<String> turns) {
        MorphologicalWords source = MorphologicalWords.of(turns);
        GrammarWords grammar = GrammarWords.of(MorphologicalWords.of(text).spaced(), source.spaced());
        ContentWords content = ContentWords.withVerbs(text, grammar);
        Set<String> words = new HashSet<>();
        content.words().forEach(word -> words.addAll(source.formsOf(word)));
        content.ngrams().stream().filter(source.run()::contains).forEach(words::add);
        ClaimDates claimed = ClaimDates.in(text);
        Set<Object> dates = new HashSet<>(claimed.dates());
        dates.addAll(claimed.weekdays());
        return new ClaimSignature(
                words,
                names(text, entities),
                NumberReader.numerals(claimed.rest(), grammar.languages()),
                dates,
                NEGATION.in(MorphologicalWords.of(text)));
    }

    private static List<String> names(String text, List<String> entities) {
        String normalized = NormalizedText.of(text);
        Set<String> parts = new LinkedHashSet<>();
        NameGroundingCheck.namesIn(text, entities)
                .forEach(name -> parts.addAll(List.of(NormalizedText.of(name).split(" "))));
        List<String> names = new ArrayList<>(parts);
        names.sort(Comparator.comparingInt(normalized::indexOf));
        return names;
    }

    /** {@return whether the claim takes anything but names} "Yes, Lisbon" names a place and states nothing about it. */
    public boolean hasContent() {
        Set<String> named = names.stream()
                .flatMap(name -> name.codePoints().mapToObj(Character::toString))
                .collect(Collectors.toSet());
        return words.stream().anyMatch(word -> !names.contains(word) && !named.contains(word));
    }
}
