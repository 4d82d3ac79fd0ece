// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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

    private static final Pattern IN_TEXT = Pattern.compile(
            "(?<![\\p{L}\\p{N}'])(?:(?<mine>" + Languages.anyEntry(LanguageTopic.RELATION_MINE) + ")|(?<user>"
                    + Languages.anyEntry(LanguageTopic.RELATION_USER) + ")|(?<yours>"
                    + Languages.anyEntry(LanguageTopic.RELATION_YOURS)
                    + ")|(?<owner>\\p{L}[\\p{L}\\p{M}]*)'s) (?:(?<adjective>" + DescribedName.ADJECTIVE + ") )?(?<role>"
                    + DescribedName.ROLE + ")(?![\\p{L}\\p{M}\\p{N}-])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern IN_RUN = Pattern.compile("(?:(?<mine>" + Languages.anyRun(LanguageTopic.RELATION_MINE)
            + ")|(?<user>" + Languages.anyRun(LanguageTopic.RELATION_USER) + "))(?:"
            + Languages.anyRun(LanguageTopic.RELATION_LINK) + ")?(?<role>"
            + Languages.anyRun(LanguageTopic.RELATION_ROLE) + ")");

    private static final Pattern ADJECTIVE = Pattern.compile("(?<= )(?:" + DescribedName.ADJECTIVE + ") ");

    /** Words before an 's that is not a genitive. */
    private static final Set<String> NOT_OWNERS = Set.copyOf(Languages.words(LanguageTopic.RELATION_NOT_OWNER));

    /** Synonyms of roles; other variants differ only in their endings, see {@link #stem}. */
    private static final Map<String, String> SYNONYMS = synonyms();

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
        for (Matcher relative = IN_RUN.matcher(text); relative.find(); ) {
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

    private static Map<String, String> synonyms() {
        Map<String, String> synonyms = new HashMap<>();
        for (Language language : Languages.all()) {
            language.groups(LanguageTopic.RELATION_SAME)
                    .forEach((role, words) -> words.forEach(word -> synonyms.put(word, role)));
        }
        return Map.copyOf(synonyms);
    }
}
