package dev.memoir.extract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a claim takes from the turns that it cites. Two claims that take the same from the same turns are one in other words:
 * what else they say, nobody said there. "The user moved to Lisbon" and "Lisbon is where the user moved" both take "moved"
 * and "Lisbon" from "I moved to Lisbon!"; of "I like tea and coffee" the one takes "tea", the other "coffee".
 *
 * @param matter the words and signs of the turns that it holds in this or another form, without grammar, numbers and dates
 * @param names its names, in order, wherever they come from
 * @param numbers its numbers
 * @param dates its dates and weekdays
 * @param denied whether it holds a negation
 */
public record ClaimSignature(
        Set<String> matter, List<String> names, Set<String> numbers, Set<Object> dates, boolean denied) {

    private static final WordList NEGATION = WordList.of("negation");

    /** Copies the collections. */
    public ClaimSignature {
        matter = Set.copyOf(matter);
        names = List.copyOf(names);
        numbers = Set.copyOf(numbers);
        dates = Set.copyOf(dates);
    }

    /**
     * {@return what a claim takes from turns}
     *
     * @param text the claim
     * @param entities the names that are listed in it
     * @param turns the words of the turns
     */
    public static ClaimSignature of(String text, List<String> entities, Collection<String> turns) {
        MorphologicalWords said = MorphologicalWords.of(turns);
        GrammarWords grammar = GrammarWords.of(MorphologicalWords.of(text).spaced(), said.spaced());
        ContentWords statement = ContentWords.withVerbs(text, grammar);
        Set<String> matter = new HashSet<>();
        statement.words().forEach(word -> matter.addAll(said.formsOf(word)));
        statement.signs().stream().filter(said.run()::contains).forEach(matter::add);
        ClaimDates claimed = ClaimDates.in(text);
        Set<Object> dates = new HashSet<>(claimed.dates());
        dates.addAll(claimed.weekdays());
        return new ClaimSignature(
                matter,
                names(text, entities),
                NumberReader.numerals(claimed.rest(), grammar.languages()),
                dates,
                NEGATION.in(MorphologicalWords.of(text)));
    }

    private static List<String> names(String text, List<String> entities) {
        String essence = NormalizedText.of(text);
        Set<String> parts = new LinkedHashSet<>();
        NameGroundingCheck.namesIn(text, entities)
                .forEach(name -> parts.addAll(List.of(NormalizedText.of(name).split(" "))));
        List<String> names = new ArrayList<>(parts);
        names.sort(Comparator.comparingInt(essence::indexOf));
        return names;
    }

    /** {@return whether anything but names is taken: "Yes, Lisbon" names a place and tells nothing of it} */
    public boolean tells() {
        Set<String> named = names.stream()
                .flatMap(name -> name.codePoints().mapToObj(Character::toString))
                .collect(Collectors.toSet());
        return matter.stream().anyMatch(word -> !names.contains(word) && !named.contains(word));
    }
}
