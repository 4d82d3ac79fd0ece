// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mention of an entity by a name or by a relation to someone.
 *
 * @param key the normalised key, see {@link EntityNames#key}
 * @param text the name as written
 * @param person whether it is used as the name of a person or animal: with a title, or with a relation to someone
 * @param relative the key of the relation that the name is mentioned with ("my sister"), or null
 * @param named false if only a relation is mentioned, which is then the key
 */
public record NameMention(
        String key, String text, boolean person, @Nullable String relative, boolean named) {

    /** The maximum length of a name, in characters: longer ones are sentences. */
    static final int LONGEST = 200;

    /** Words for the participants of the conversation, which are not entities of the memory. */
    private static final Set<String> PARTICIPANTS = Set.copyOf(Languages.words(LanguageTopic.PARTICIPANT));

    private static final Pattern RELATION =
            Pattern.compile(DescribedName.OWNED, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern EDGE = Pattern.compile("^[\\s,(\"]+|[\\s,;.()\"]+$");
    private static final Pattern GENITIVE = Pattern.compile("(?<=\\p{L})'s$");
    private static final Pattern THING_OF = Pattern.compile("^\\p{Lu}[\\p{L}\\p{M}-]*'s (?=\\p{Ll})");

    /**
     * {@return the mention of a listed name, or empty if it does not name an entity}
     *
     * @param listed a name alone, not a sentence
     * @param referents the referents of "my" and "your"
     */
    public static Optional<NameMention> of(String listed, PronounReferents referents) {
        if (listed.length() > LONGEST) {
            return Optional.empty();
        }
        String text = trimmed(EntityNames.plain(listed));
        List<RelationalName> relatives = RelationalName.in(text, referents);
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
        return RELATION.matcher(text).matches() ? Optional.empty() : named(text, EntityNames.person(text), null);
    }

    /**
     * {@return the mention of a speaker, who is a person}
     *
     * @param speaker the name of the speaker, as in the turn
     */
    public static Optional<NameMention> ofSpeaker(String speaker) {
        return of(speaker, PronounReferents.OF_USER)
                .map(name -> new NameMention(name.key(), name.text(), true, name.relative(), name.named()));
    }

    /**
     * {@return this mention, completed with the details of another}
     *
     * @param other a mention with the same key
     */
    public NameMention with(NameMention other) {
        return new NameMention(key, text, person || other.person, relative == null ? other.relative : relative, named);
    }

    static NameMention unnamed(RelationalName relative, String text) {
        return new NameMention(relative.key(), text.substring(relative.start(), relative.end()), true, null, false);
    }

    private static Optional<NameMention> named(String text, boolean person, @Nullable String relative) {
        // "Ana's car" is neither Ana nor just any car.
        String key = THING_OF.matcher(text).find() ? text.toLowerCase(Locale.ROOT) : EntityNames.key(text);
        boolean names = key.codePoints().anyMatch(Character::isLetter) && !PARTICIPANTS.contains(key);
        return names
                ? Optional.of(new NameMention(key, GENITIVE.matcher(text).replaceAll(""), person, relative, true))
                : Optional.empty();
    }

    private static String trimmed(String text) {
        return EDGE.matcher(text).replaceAll("");
    }
}
