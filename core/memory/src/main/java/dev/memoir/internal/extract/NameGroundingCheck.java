// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.extract.Claim;
import dev.memoir.extract.Rejection;
import dev.memoir.extract.Rejection.Reason;
import dev.memoir.internal.text.LanguageTopic;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rejects a claim with a name that was neither said nor is known, in any grammatical case.
 *
 * <p>A name is a capitalised word, a Japanese word in Katakana, or a name that the extractor lists. In German, which
 * capitalises all nouns, it must follow a preposition or be listed. The first word of a sentence is always capitalised,
 * see {@link InitialWord}.
 */
final class NameGroundingCheck implements ProposalCheck {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’]\\p{L}{1,2}(?!\\p{L}))?");
    private static final Pattern KATAKANA = Pattern.compile("[\\p{IsKatakana}ー]{3,}");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?。！？:]\\s*$");
    private static final WordList GERMAN = WordList.of(LanguageTopic.NOUN_CAPITALS);
    private static final WordList BEFORE_NAME = WordList.of(LanguageTopic.BEFORE_NAME);

    /** "Der Hund ist": two German function words make a sentence German; "die" alone may be English. */
    private static final int GERMAN_WORDS = 2;

    @Override
    public Optional<Rejection> check(ProposalContext evidence) {
        return evidence.claim()
                .flatMap(claim -> ungrounded(claim, evidence))
                .map(name -> new Rejection(
                        Reason.UNGROUNDED_NAME, "The name “" + name + "” was not said and is not known."));
    }

    private static Optional<String> ungrounded(Claim claim, ProposalContext evidence) {
        NameForms forms = evidence.nameForms();
        return names(claim, evidence).stream()
                .filter(name -> !said(name, evidence.nameSources(), evidence.grammar(), forms))
                .findFirst();
    }

    /** {@return the names that a claim lists, without those that occur neither in the claim nor in the evidence} */
    static List<String> grounded(Claim claim, ProposalContext evidence) {
        MorphologicalWords text = MorphologicalWords.of(claim.text());
        NameForms forms = evidence.nameForms();
        return claim.entities().stream()
                .filter(entity -> parts(entity).stream().anyMatch(part -> !ContentWords.isUser(part)))
                .filter(entity -> said(entity, text, evidence.grammar(), forms)
                        || said(entity, evidence.nameSources(), evidence.grammar(), forms))
                .toList();
    }

    private static boolean said(String name, MorphologicalWords words, GrammarWords grammar, NameForms forms) {
        return parts(name).stream()
                .filter(part -> !ContentWords.isUser(part) && !grammar.has(part))
                .allMatch(part -> words.hasName(part, forms));
    }

    private static List<String> parts(String name) {
        MorphologicalWords words = MorphologicalWords.of(name);
        List<String> parts = new ArrayList<>(words.spaced());
        parts.addAll(MorphologicalWords.runs(name));
        return parts;
    }

    private static List<String> names(Claim claim, ProposalContext evidence) {
        GrammarWords grammar = evidence.grammar();
        List<String> names = namesIn(claim.text(), claim.entities(), grammar, initial -> initial.isName(claim));
        String subject = claim.subject();
        if (subject != null && nameLike(subject) && !ofUser(subject)) {
            names.addAll(namedIn(subject));
        }
        return names;
    }

    /**
     * "The lady at Joanna's writing club" names Joanna; in scripts without capitals the whole subject may be a name.
     */
    private static List<String> namedIn(String subject) {
        if (subject.codePoints().noneMatch(Character::isUpperCase)) {
            return List.of(subject);
        }
        return WORD.matcher(Normalizer.normalize(subject, Normalizer.Form.NFKC))
                .results()
                .map(MatchResult::group)
                .filter(word -> Character.isUpperCase(word.codePointAt(0)))
                .toList();
    }

    /** {@return the names in a text, including its first word if that may be a name} */
    static List<String> namesIn(String claim, List<String> entities) {
        return namesIn(
                claim, entities, GrammarWords.of(MorphologicalWords.of(claim).spaced()), initial -> true);
    }

    private static List<String> namesIn(
            String claim, List<String> entities, GrammarWords grammar, Predicate<InitialWord> initial) {
        String text = Normalizer.normalize(claim, Normalizer.Form.NFKC);
        List<String> names = new ArrayList<>(capitalised(text, listed(entities), grammar, initial));
        Matcher katakana = KATAKANA.matcher(ContentWords.withoutUser(text));
        while (katakana.find()) {
            names.add(katakana.group());
        }
        MorphologicalWords words = MorphologicalWords.of(text);
        NameForms forms = NameForms.of(grammar.languages());
        entities.stream()
                .filter(entity -> nameLike(entity) && said(entity, words, grammar, forms))
                .forEach(names::add);
        return names;
    }

    private static Set<String> listed(List<String> entities) {
        return entities.stream().flatMap(entity -> parts(entity).stream()).collect(Collectors.toSet());
    }

    private static boolean ofUser(String subject) {
        return parts(subject).stream().anyMatch(ContentWords::isUser)
                || !ContentWords.withoutUser(NormalizedText.of(subject)).equals(NormalizedText.of(subject));
    }

    /** A lower-case word is not a name; scripts without capitals give no indication. */
    private static boolean nameLike(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return !CalendarNameFinder.isName(text)
                && letters.codePoints().anyMatch(Character::isLetter)
                && (letters.codePoints().noneMatch(Character::isLowerCase)
                        || Arrays.stream(letters.split("[\\s-]+"))
                                .anyMatch(word -> !word.isEmpty() && Character.isUpperCase(word.codePointAt(0))));
    }

    private static List<String> capitalised(
            String text, Set<String> listed, GrammarWords grammar, Predicate<InitialWord> initial) {
        boolean german = MorphologicalWords.of(text).spaced().stream()
                        .filter(GERMAN::has)
                        .count()
                >= GERMAN_WORDS;
        List<String> names = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        String before = "";
        int end = 0;
        while (word.find()) {
            boolean first = end == 0
                    || SENTENCE_END.matcher(text.substring(end, word.start())).find();
            String normalized = NormalizedText.of(word.group());
            boolean upper = Character.isUpperCase(word.group().codePointAt(0)) && !normalized.isEmpty();
            boolean noun = german && !first && !listed.contains(normalized) && !BEFORE_NAME.has(before);
            if (upper
                    && !noun
                    && !common(normalized, grammar)
                    && (!first
                            || listed.contains(normalized)
                            || initial.test(new InitialWord(text, word.group(), word.start(), german)))) {
                names.add(word.group());
            }
            before = normalized;
            end = word.end();
        }
        return names;
    }

    private static boolean common(String word, GrammarWords grammar) {
        return grammar.has(word) || ContentWords.isUser(word) || CalendarNameFinder.isName(word);
    }
}
