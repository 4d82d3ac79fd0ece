package dev.memoir.entity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is named by its relation to someone: "my sister", "Ana's dog". "His sister" is excluded, because its
 * referent is unknown.
 *
 * @param key the normalised relation, such as "my sister" for "the user's sister"
 * @param start the start index in the text
 * @param end the end index in the text
 */
record RelationalName(String key, int start, int end) {

    private static final String MINE = "my|our|meine?[rmns]?|unsere?[rmns]?|mon|ma|mes|notre|mis?|nuestr[oa]"
            + "|мо[йяи]|мое|моего|моей|моему|мою|моим|сво[йяи]|своего|своей|своему|свою|наша?";
    private static final String YOURS = "your|deine?[rmns]?|ihre?[rmns]?|ton|ta|votre|tus?|тво[йяи]|твое|ваша?";

    private static final Pattern IN_TEXT = Pattern.compile(
            "(?<![\\p{L}\\p{N}'])(?:(?<mine>" + MINE + ")|(?<user>(?:the )?user's)|(?<yours>" + YOURS
                    + ")|(?<owner>\\p{L}[\\p{L}\\p{M}]*)'s) (?:(?<adjective>" + DescribedName.ADJECTIVE + ") )?(?<role>"
                    + DescribedName.ROLE + ")(?![\\p{L}\\p{M}\\p{N}-])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern IN_HAN = Pattern.compile("(?:(?<mine>我|私)|(?<user>用户|用戶|ユーザー))[的の]?(?<role>"
            + DescribedName.HAN_ROLE + "|妹|姉|弟|兄|母|父|友達|夫|妻|娘|息子|犬|猫)");

    private static final Pattern ADJECTIVE = Pattern.compile("(?<= )(?:" + DescribedName.ADJECTIVE + ") ");

    /** Words before an 's that is not a genitive. */
    private static final Set<String> NOT_OWNERS =
            Set.of("it", "that", "what", "who", "he", "she", "there", "here", "let", "this", "how", "where", "when");

    /** Synonyms of roles; other variants differ only in their endings, see {@link #stem}. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("mom", "mother"),
            Map.entry("mum", "mother"),
            Map.entry("dad", "father"),
            Map.entry("grandma", "grandmother"),
            Map.entry("grandpa", "grandfather"),
            Map.entry("puppy", "dog"),
            Map.entry("kitten", "cat"),
            Map.entry("coworker", "colleague"),
            Map.entry("co-worker", "colleague"),
            Map.entry("neighbor", "neighbour"),
            Map.entry("матери", "мать"),
            Map.entry("отца", "отец"),
            Map.entry("отцу", "отец"),
            Map.entry("дяди", "дядя"),
            Map.entry("тети", "тетя"));

    /** {@return the relational names in a normalised text, in order} */
    static List<RelationalName> in(String text, PronounReferents referents) {
        List<RelationalName> found = new ArrayList<>();
        for (Matcher relative = IN_TEXT.matcher(text); relative.find(); ) {
            owner(relative, referents).ifPresent(owner -> {
                String adjective = relative.group("adjective");
                found.add(new RelationalName(
                        owner + " " + (adjective == null ? "" : folded(adjective) + " ") + role(relative.group("role")),
                        relative.start(),
                        relative.end()));
            });
        }
        for (Matcher relative = IN_HAN.matcher(text); relative.find(); ) {
            String owner = relative.group("mine") == null ? PronounReferents.USER : referents.mine();
            if (owner != null) {
                found.add(new RelationalName(owner + " " + relative.group("role"), relative.start(), relative.end()));
            }
        }
        found.sort(Comparator.comparingInt(RelationalName::start));
        return found;
    }

    /** {@return a key without an adjective such as "older": my older sister is my sister} */
    static String base(String key) {
        return ADJECTIVE.matcher(key).replaceFirst("");
    }

    private static Optional<String> owner(Matcher relative, PronounReferents referents) {
        if (relative.group("user") != null) {
            return Optional.of(PronounReferents.USER);
        }
        if (relative.group("mine") != null) {
            return Optional.ofNullable(referents.mine());
        }
        if (relative.group("yours") != null) {
            return Optional.ofNullable(referents.yours());
        }
        String owner = folded(relative.group("owner"));
        return NOT_OWNERS.contains(owner) ? Optional.empty() : Optional.of(owner + "'s");
    }

    private static String role(String written) {
        String role = folded(written);
        return SYNONYMS.getOrDefault(role, stem(role));
    }

    /** Removes Russian case endings from long words: "мою сестру" is "моя сестра". */
    private static String stem(String role) {
        @Nullable String last = role.isEmpty() ? null : role.substring(role.length() - 1);
        boolean declined = last != null && "аыеуиой".contains(last) && role.length() > 3;
        return declined && Character.UnicodeScript.of(role.codePointAt(0)) == Character.UnicodeScript.CYRILLIC
                ? role.replaceFirst("(?:ой|[аыеуи])$", "")
                : role;
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
