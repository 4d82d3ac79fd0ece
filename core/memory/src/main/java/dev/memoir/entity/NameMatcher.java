// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import dev.memoir.internal.text.SignificantTokens;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds known names in a text, as whole words, the longest match first: "York" is not found in "New York", nor "Ana" in
 * "Ana Maria". No model is called, so doubtful matches are dropped: a name that is also an English word ("Will",
 * "Rose") is found only where its capital is not that of the sentence. Immutable.
 */
public final class NameMatcher {

    /** The maximum number of characters to search; longer texts are documents, of which the beginning is searched. */
    public static final int LONGEST = 20_000;

    private static final Pattern TOKEN =
            Pattern.compile("'s(?!\\p{L})|" + SignificantTokens.SPACELESS + "|[\\p{L}\\p{M}\\p{N}&&[^"
                    + SignificantTokens.SPACELESS.substring(1, SignificantTokens.SPACELESS.length() - 1) + "]]+[+#]*");

    /** Characters allowed between the words of a name. */
    private static final Pattern WITHIN = Pattern.compile("[ .'&/·-]{0,3}");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;。！？\\n\"(«“]\\s*$");

    /** Text allowed between "my sister" and her name. */
    private static final Pattern NAMING = Pattern.compile(
            ",? ?| ?\\(|" + Languages.anyEntry(LanguageTopic.NAME_AFTER_RELATION) + "|"
                    + String.join("|", Languages.runs(LanguageTopic.NAME_AFTER_RELATION)),
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Text allowed between a name and "my sister". */
    private static final Pattern NAMED = Pattern.compile(Languages.anyEntry(LanguageTopic.NAME_BEFORE_RELATION));

    /** Words that are also given names or places. */
    private static final Set<String> ALSO_WORDS = Set.copyOf(Languages.words(LanguageTopic.NAME_AMBIGUOUS));

    /** Words that begin a sentence and are not part of a name. */
    private static final Set<String> SENTENCE_OPENERS = Set.copyOf(Languages.words(LanguageTopic.NAME_OPENER));

    private record Token(String word, int start, int end, boolean capital, boolean startsSentence) {}

    private record Known(List<String> words, String key, boolean person) {}

    private record Found(int first, int last, Known known) {}

    private final String text;
    private final List<Token> tokens;
    private final List<RelationalName> relatives;
    private final boolean allCapitals;

    private NameMatcher(String text, List<Token> tokens, List<RelationalName> relatives) {
        this.text = text;
        this.tokens = tokens;
        this.relatives = relatives;
        this.allCapitals = text.codePoints().noneMatch(Character::isLowerCase);
    }

    /**
     * {@return a matcher for a text}
     *
     * @param text the text; only its first {@value #LONGEST} characters are searched
     * @param referents the referents of "my" and "your" in the text
     */
    public static NameMatcher of(String text, PronounReferents referents) {
        String plain = EntityNames.plain(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return new NameMatcher(plain, tokens(plain), RelationalName.in(plain, referents));
    }

    /** {@return the first words of all names that the text may contain} */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        tokens.forEach(token -> words.add(token.word()));
        relatives.forEach(relative -> words.add(words(relative.key()).get(0)));
        return words;
    }

    /**
     * {@return the words of a key}
     *
     * @param key the key of a name
     */
    public static List<String> words(String key) {
        List<String> words = tokens(key).stream().map(Token::word).toList();
        return words.isEmpty() ? List.of(key) : words;
    }

    /**
     * {@return the known names in the text, and entities that it names by a relation to someone}
     *
     * @param names the keys of known names, with whether each is a person's
     */
    public List<NameMention> find(Map<String, Boolean> names) {
        List<Found> found = known(names);
        Map<String, NameMention> mentions = new LinkedHashMap<>();
        Map<Found, String> roles = new HashMap<>();
        for (RelationalName relative : relatives) {
            Found bearer = bearer(relative, found);
            if (bearer == null) {
                add(mentions, NameMention.unnamed(relative, text));
            } else {
                roles.put(bearer, relative.key());
            }
        }
        for (Found name : found) {
            String words = text.substring(
                    tokens.get(name.first()).start(), tokens.get(name.last()).end());
            String role = roles.get(name);
            add(mentions, new NameMention(name.known().key(), words, role != null, role, true));
        }
        return List.copyOf(mentions.values());
    }

    private static void add(Map<String, NameMention> mentions, NameMention name) {
        mentions.merge(name.key(), name, NameMention::with);
    }

    private List<Found> known(Map<String, Boolean> names) {
        Map<String, List<Known>> byFirst = new HashMap<>();
        names.forEach((key, person) -> {
            List<String> words = words(key);
            byFirst.computeIfAbsent(words.get(0), word -> new ArrayList<>()).add(new Known(words, key, person));
        });
        byFirst.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((Known known) -> known.words().size())
                                .reversed()));
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            for (Known known : byFirst.getOrDefault(tokens.get(i).word(), List.of())) {
                int last = i + known.words().size() - 1;
                if (matchesAt(known, i, last)) {
                    found.add(new Found(i, last, known));
                    i = last;
                    break;
                }
            }
        }
        return found;
    }

    private boolean matchesAt(Known known, int first, int last) {
        if (last >= tokens.size() || isInside(relatives, tokens.get(first))) {
            return false;
        }
        for (int i = first; i <= last; i++) {
            if (!tokens.get(i).word().equals(known.words().get(i - first))
                    || (i > first && !WITHIN.matcher(between(i - 1, i)).matches())) {
                return false;
            }
        }
        Token token = tokens.get(first);
        boolean word = first == last && ALSO_WORDS.contains(token.word()) && !allCapitals;
        return !(word && (!token.capital() || token.startsSentence())) && !isPartOfLongerName(known, first, last);
    }

    /** {@return whether a name is part of a longer one} */
    private boolean isPartOfLongerName(Known known, int first, int last) {
        if (allCapitals || !tokens.get(first).capital()) {
            return false;
        }
        if (first > 0 && nameLike(tokens.get(first - 1)) && joined(first - 1, first)) {
            // "Did York win?", "Luckily Ana came", but "New York".
            Token before = tokens.get(first - 1);
            boolean sentence = before.startsSentence() && (known.person() || SENTENCE_OPENERS.contains(before.word()));
            if (!sentence) {
                return true;
            }
        }
        return last + 1 < tokens.size() && nameLike(tokens.get(last + 1)) && joined(last, last + 1);
    }

    private static boolean nameLike(Token token) {
        return token.capital() && !token.word().equals("i");
    }

    private boolean joined(int before, int after) {
        String gap = between(before, after);
        return gap.equals(" ") || gap.equals("-");
    }

    private String between(int before, int after) {
        return text.substring(tokens.get(before).end(), tokens.get(after).start());
    }

    private static boolean isInside(Collection<RelationalName> relatives, Token token) {
        return relatives.stream()
                .anyMatch(relative -> relative.start() <= token.start() && token.end() <= relative.end());
    }

    private @Nullable Found bearer(RelationalName relative, List<Found> found) {
        for (Found name : found) {
            int start = tokens.get(name.first()).start();
            int end = tokens.get(name.last()).end();
            boolean named = start >= relative.end()
                    ? NAMING.matcher(text.substring(relative.end(), start)).matches()
                    : end <= relative.start()
                            && NAMED.matcher(text.substring(end, relative.start()))
                                    .matches();
            if (named) {
                return name;
            }
        }
        return null;
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String written = matcher.group();
            if (written.startsWith("'")) {
                continue;
            }
            String word = written.toLowerCase(Locale.ROOT);
            boolean startsSentence = tokens.isEmpty()
                    || SENTENCE_END
                            .matcher(
                                    text.substring(tokens.get(tokens.size() - 1).end(), matcher.start()))
                            .find();
            tokens.add(new Token(
                    DescribedName.TITLES.getOrDefault(word, word),
                    matcher.start(),
                    matcher.end(),
                    Character.isUpperCase(written.codePointAt(0)),
                    startsSentence));
        }
        return tokens;
    }
}
