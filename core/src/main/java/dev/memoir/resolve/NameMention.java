package dev.memoir.resolve;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name, as it was said of an entity once.
 *
 * @param key what the ways to say it have in common
 * @param said how it was said
 * @param person whether it was said as a person's, or an animal's: with a title, or with what they are to somebody
 * @param relative the key of what they were said to be to somebody ("my sister"), or null
 * @param named false if it tells only what they are to somebody; the key is that of this then
 */
public record NameMention(
        String key, String said, boolean person, @Nullable String relative, boolean named) {

    /** The longest name that is kept, in characters: longer ones are sentences. */
    static final int LONGEST = 200;

    /** Those who talk; they are whose memory it is, not what it is about. */
    private static final Set<String> NOBODY = Set.of(
            ("user i me myself you we us he him she her they them it assistant ich du er sie wir nutzer benutzer je tu il elle"
                            + " nous utilisateur yo él ella usuario я ты он она мы пользователь 用户 用戶 我 你 他 她 私 彼 彼女 ユーザー")
                    .split(" "));

    private static final Pattern OF_SOMEBODY =
            Pattern.compile(DescribedName.OWNED, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern EDGE = Pattern.compile("^[\\s,(\"]+|[\\s,;.()\"]+$");
    private static final Pattern GENITIVE = Pattern.compile("(?<=\\p{L})'s$");
    private static final Pattern THING_OF = Pattern.compile("^\\p{Lu}[\\p{L}\\p{M}-]*'s (?=\\p{Ll})");

    /**
     * {@return the name that somebody listed; empty if it names nobody}
     *
     * @param listed a name alone, not a sentence
     * @param voice whose sister "my sister" is
     */
    public static Optional<NameMention> of(String listed, PronounReferents voice) {
        if (listed.length() > LONGEST) {
            return Optional.empty();
        }
        String text = trimmed(EntityNames.plain(listed));
        List<RelationalName> relatives = RelationalName.in(text, voice);
        for (RelationalName relative : relatives) {
            String before = trimmed(text.substring(0, relative.start()));
            String after = trimmed(text.substring(relative.end()));
            if (before.isEmpty() && after.isEmpty()) {
                return Optional.of(unnamed(relative, text));
            }
            if (before.isEmpty() != after.isEmpty() && !after.startsWith("'")) {
                return named(before + after, true, relative.key());
            }
        }
        return OF_SOMEBODY.matcher(text).matches() ? Optional.empty() : named(text, EntityNames.person(text), null);
    }

    /**
     * {@return the name of a speaker, who is a person}
     *
     * @param speaker as the turn tells it
     */
    public static Optional<NameMention> ofSpeaker(String speaker) {
        return of(speaker, PronounReferents.OF_USER)
                .map(name -> new NameMention(name.key(), name.said(), true, name.relative(), name.named()));
    }

    /**
     * {@return this, with what another says more of the same name}
     *
     * @param other of the same key
     */
    public NameMention with(NameMention other) {
        return new NameMention(key, said, person || other.person, relative == null ? other.relative : relative, named);
    }

    static NameMention unnamed(RelationalName relative, String text) {
        return new NameMention(relative.key(), text.substring(relative.start(), relative.end()), true, null, false);
    }

    private static Optional<NameMention> named(String text, boolean person, @Nullable String relative) {
        // "Ana's car" is neither Ana nor any other car.
        String key = THING_OF.matcher(text).find() ? text.toLowerCase(Locale.ROOT) : EntityNames.key(text);
        boolean names = key.codePoints().anyMatch(Character::isLetter) && !NOBODY.contains(key);
        return names
                ? Optional.of(new NameMention(key, GENITIVE.matcher(text).replaceAll(""), person, relative, true))
                : Optional.empty();
    }

    private static String trimmed(String text) {
        return EDGE.matcher(text).replaceAll("");
    }
}
