package dev.memoir.resolve;

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
 * A text in which known names are found, as whole words, the longest of several: "York" is not in "New York", "Ana" not in
 * "Ana Maria". No model is asked, so what is in doubt is none: an English word that is a name too ("Will", "Rose") is found
 * only where a capital cannot be the sentence's. Immutable.
 */
public final class NameMatcher {

    /** Longer texts are documents; names are looked for where they begin. */
    public static final int LONGEST = 20_000;

    private static final Pattern TOKEN =
            Pattern.compile("'s(?!\\p{L})|" + SignificantTokens.SPACELESS + "|[\\p{L}\\p{M}\\p{N}&&[^"
                    + SignificantTokens.SPACELESS.substring(1, SignificantTokens.SPACELESS.length() - 1) + "]]+[+#]*");

    /** What may stand between the words of a name. */
    private static final Pattern WITHIN = Pattern.compile("[ .'&/·-]{0,3}");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;。！？\\n\"(«“]\\s*$");

    /** What may stand between "my sister" and her name. */
    private static final Pattern NAMING = Pattern.compile(
            ",? ?|,? (?:(?:who )?(?:is|was) )?(?:named|called) |(?:'s name)? (?:is|was) | ?\\("
                    + "|(?:,? die)? heißt | se llama | s'appelle |,? (?:зовут|по имени) |名?叫|是|の",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** What may stand between a name and "my sister". */
    private static final Pattern NAMED = Pattern.compile(", (?:the )?| \\((?:the )?|(?: is|,? who is) ");

    /** English words that are given names or places too. */
    private static final Set<String> WORDS_TOO =
            Set.of(("will may mark rose art grace hope joy bill grant frank jack pat"
                            + " sue rob dean chase drew ray gene miles dale glen heath cliff brook summer autumn april june august dawn eve"
                            + " faith ivy lily daisy violet olive ruby pearl crystal amber hunter mason carter parker chip max rich guy"
                            + " earl duke major king prince bishop page reading bath nice turkey china sandy penny victor sky star")
                    .split(" "));

    /** Words that begin a sentence, and no name. */
    private static final Set<String> OPENERS =
            Set.of(("and but or so did does do is are was were has have had will would"
                            + " can could should might must when where what who whom whose why how which if as at in on for from to with"
                            + " by about after before since until because then yesterday today tomorrow tonight hey hi hello dear thanks"
                            + " yes no oh well also only my our your his her their the a an this that these those let tell ask while"
                            + " und aber hat hatte ist war wann wo wer wie warum wenn mit für et mais est où quand qui que avec y pero"
                            + " es cuando donde quien con и а но когда где кто что как почему если с у вчера сегодня")
                    .split(" "));

    private record Token(String word, int start, int end, boolean capital, boolean opens) {}

    private record Known(List<String> words, String key, boolean person) {}

    private record Found(int first, int last, Known known) {}

    private final String text;
    private final List<Token> tokens;
    private final List<RelationalName> relatives;
    private final boolean shouted;

    private NameMatcher(String text, List<Token> tokens, List<RelationalName> relatives) {
        this.text = text;
        this.tokens = tokens;
        this.relatives = relatives;
        this.shouted = text.codePoints().noneMatch(Character::isLowerCase);
    }

    /**
     * {@return a text to find names in}
     *
     * @param text the words; of what is longer than {@value #LONGEST} characters the beginning
     * @param voice whose sister "my sister" is
     */
    public static NameMatcher of(String text, PronounReferents voice) {
        String plain = EntityNames.plain(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return new NameMatcher(plain, tokens(plain), RelationalName.in(plain, voice));
    }

    /** {@return the first words of all names that may be in it} */
    public Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        tokens.forEach(token -> words.add(token.word()));
        relatives.forEach(relative -> words.add(words(relative.key()).get(0)));
        return words;
    }

    /**
     * {@return the words that a key is made of}
     *
     * @param key of a name
     */
    public static List<String> words(String key) {
        List<String> words = tokens(key).stream().map(Token::word).toList();
        return words.isEmpty() ? List.of(key) : words;
    }

    /**
     * {@return the names in it: known ones, and those whom it tells by what they are to somebody}
     *
     * @param names the keys of known names, and whether each is a person's
     */
    public List<NameMention> find(Map<String, Boolean> names) {
        List<Found> found = known(names);
        Map<String, NameMention> said = new LinkedHashMap<>();
        Map<Found, String> roles = new HashMap<>();
        for (RelationalName relative : relatives) {
            Found bearer = bearer(relative, found);
            if (bearer == null) {
                add(said, NameMention.unnamed(relative, text));
            } else {
                roles.put(bearer, relative.key());
            }
        }
        for (Found name : found) {
            String words = text.substring(
                    tokens.get(name.first()).start(), tokens.get(name.last()).end());
            String role = roles.get(name);
            add(said, new NameMention(name.known().key(), words, role != null, role, true));
        }
        return List.copyOf(said.values());
    }

    private static void add(Map<String, NameMention> said, NameMention name) {
        said.merge(name.key(), name, NameMention::with);
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
                if (stands(known, i, last)) {
                    found.add(new Found(i, last, known));
                    i = last;
                    break;
                }
            }
        }
        return found;
    }

    private boolean stands(Known known, int first, int last) {
        if (last >= tokens.size() || within(relatives, tokens.get(first))) {
            return false;
        }
        for (int i = first; i <= last; i++) {
            if (!tokens.get(i).word().equals(known.words().get(i - first))
                    || (i > first && !WITHIN.matcher(between(i - 1, i)).matches())) {
                return false;
            }
        }
        Token token = tokens.get(first);
        boolean word = first == last && WORDS_TOO.contains(token.word()) && !shouted;
        return !(word && (!token.capital() || token.opens())) && !goesOn(known, first, last);
    }

    /** Whether a name is part of a longer one. */
    private boolean goesOn(Known known, int first, int last) {
        if (shouted || !tokens.get(first).capital()) {
            return false;
        }
        if (first > 0 && nameLike(tokens.get(first - 1)) && joined(first - 1, first)) {
            // "Did York win?", "Luckily Ana came", but "New York".
            Token before = tokens.get(first - 1);
            boolean sentence = before.opens() && (known.person() || OPENERS.contains(before.word()));
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

    private static boolean within(Collection<RelationalName> relatives, Token token) {
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
            String said = matcher.group();
            if (said.startsWith("'")) {
                continue;
            }
            String word = said.toLowerCase(Locale.ROOT);
            boolean opens = tokens.isEmpty()
                    || SENTENCE_END
                            .matcher(
                                    text.substring(tokens.get(tokens.size() - 1).end(), matcher.start()))
                            .find();
            tokens.add(new Token(
                    DescribedName.TITLES.getOrDefault(word, word),
                    matcher.start(),
                    matcher.end(),
                    Character.isUpperCase(said.codePointAt(0)),
                    opens));
        }
        return tokens;
    }
}
