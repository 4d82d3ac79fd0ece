// SPDX-License-Identifier: Apache-2.0
package dev.memoir.entity;

import dev.memoir.internal.text.Language;
import dev.memoir.internal.text.LanguageTopic;
import dev.memoir.internal.text.Languages;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A name without the description of its bearer.
 *
 * @param name the name, or the description if there is no name ("my sister")
 * @param person whether the description or a title shows that the name is a person's or pet's
 */
record DescribedName(String name, boolean person) {

    private static final String OWNER = Languages.anyEntry(LanguageTopic.RELATION_MINE) + "|"
            + Languages.anyEntry(LanguageTopic.RELATION_OTHERS) + "|" + Languages.anyEntry(LanguageTopic.RELATION_USER)
            + "|\\p{L}+'s";

    static final String ADJECTIVE = Languages.anyEntry(LanguageTopic.RELATION_ADJECTIVE);

    /** Relations between persons, in lower case where the language has it. */
    static final String ROLE = Languages.anyEntry(LanguageTopic.RELATION_ROLE);

    static final String OWNED = "(?:" + OWNER + ") (?:(?:" + ADJECTIVE + ") )?(?:" + ROLE + ")";

    private static final int ANY_CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** "my sister Ana" in any case, "sister Ana" in lower case only: "Brother Industries" makes printers. */
    private static final List<Pattern> BEFORE = Stream.concat(
                    Stream.of(
                            Pattern.compile("^" + OWNED + ",? (?=\\S)", ANY_CASE),
                            Pattern.compile(
                                    "^(?:the )?(?:(?:" + ADJECTIVE + ") )?(?:" + ROLE + ") (?=[\\p{Lu}\\p{Lo}])")),
                    Languages.all().stream()
                            .filter(language ->
                                    !language.runs(LanguageTopic.RELATION_ROLE).isEmpty())
                            .map(DescribedName::before))
            .toList();

    private static final Pattern AFTER =
            Pattern.compile("(?<=\\S)(?:, (?:the )?" + OWNED + "| ?\\((?:the )?" + OWNED + "\\)?)$", ANY_CASE);

    private static final Pattern HONORIFIC =
            Pattern.compile("(?<=\\S)(?:" + Languages.anyRun(LanguageTopic.NAME_HONORIFIC) + ")$");

    private static final Pattern TITLE = Pattern.compile("^(\\p{L}+)\\.? (?=\\S)");

    /** The common form of each title. */
    static final Map<String, String> TITLES = titles();

    private static final Pattern ARTICLE =
            Pattern.compile("^(?:" + Languages.anyEntry(LanguageTopic.NAME_ARTICLE) + ") (?=\\S)");

    /** "my car", but not "My Chemical Romance". */
    private static final Pattern OWNED_THING = Pattern.compile(
            "^(?:" + OWNER + ") (?=\\p{Ll})|^(?:" + Languages.anyRun(LanguageTopic.RELATION_OWNED) + ")(?=.)");

    /** {@return the name in a text with normalised white space and apostrophes} */
    static DescribedName of(String text) {
        String rest = AFTER.matcher(text).replaceFirst("");
        for (Pattern before : BEFORE) {
            rest = before.matcher(rest).replaceFirst("");
        }
        rest = HONORIFIC.matcher(rest).replaceFirst("");
        boolean person = !rest.equals(text);
        Matcher title = TITLE.matcher(rest);
        String named = title.find() ? TITLES.get(title.group(1).toLowerCase(Locale.ROOT)) : null;
        if (named != null) {
            return new DescribedName(named + " " + rest.substring(title.end()), true);
        }
        rest = OWNED_THING.matcher(rest).replaceFirst("");
        return new DescribedName(ARTICLE.matcher(rest).replaceFirst(""), person);
    }

    /** A relation before a name in a script without spaces: "我妹妹小红", "私の妹の花子". Some languages need particles. */
    private static Pattern before(Language language) {
        String owner = Stream.of(
                        LanguageTopic.RELATION_MINE, LanguageTopic.RELATION_OTHERS, LanguageTopic.RELATION_USER)
                .flatMap(topic -> language.runs(topic).stream())
                .collect(Collectors.joining("|"));
        String role = String.join("|", language.runs(LanguageTopic.RELATION_ROLE));
        String link = String.join("|", language.runs(LanguageTopic.RELATION_LINK));
        String apposition = String.join("|", language.runs(LanguageTopic.RELATION_APPOSITION));
        return apposition.isEmpty()
                ? Pattern.compile("^(?:(?:" + owner + ")(?:" + link + ")?)?(?:" + role + ")(?=\\p{IsHan}|\\p{L})")
                : Pattern.compile(
                        "^(?:(?:" + owner + ")(?:" + link + "))?(?:" + role + ")(?:" + apposition + ")(?=\\S)");
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new HashMap<>();
        for (Language language : Languages.all()) {
            language.groups(LanguageTopic.TITLE)
                    .forEach((form, words) -> words.forEach(word -> titles.put(word, form)));
        }
        return Map.copyOf(titles);
    }
}
