// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Strips speaker names and {@link RecencyWords} from a query before it is embedded. A turn is embedded with its
 * speaker's name, so a name in the query would pull it towards everything that this speaker ever said, and "lately"
 * towards everything that says so.
 */
public final class SpeakerStrippedQuery {

    private static final String WORD = "[\\p{L}\\p{M}\\p{N}]";
    private static final Pattern SEPARATOR = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private SpeakerStrippedQuery() {}

    /**
     * {@return the query without speaker names and recency words; the query itself if it contains none of them, or
     * nothing else}
     *
     * @param question the query
     * @param speakers the names of the speakers; each may occur whole or by its first part
     */
    public static String of(String question, Collection<String> speakers) {
        String small = question.toLowerCase(Locale.ROOT);
        String rest = RecencyWords.without(question);
        for (String speaker : longestFirst(speakers)) {
            List<String> parts = SEPARATOR
                    .splitAsStream(speaker)
                    .dropWhile(part -> !LETTER.matcher(part).find())
                    .toList();
            // Most are not named, and compiling a pattern is expensive.
            if (!parts.isEmpty() && small.contains(parts.get(0).toLowerCase(Locale.ROOT))) {
                rest = name(parts, small.equals(question)).matcher(rest).replaceAll("");
            }
        }
        return rest.equals(question) || !LETTER.matcher(rest).find()
                ? question
                : GAP.matcher(rest).replaceAll(" ").strip();
    }

    /** Sorts longer names first: of Ana and Ana Maria, "Ana Maria" names the second. */
    private static List<String> longestFirst(Collection<String> speakers) {
        return speakers.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Matches "Will" as a name but not "will", unless the whole query is lower-case. */
    private static Pattern name(List<String> parts, boolean anyCase) {
        String name = "";
        for (int i = parts.size() - 1; i >= 0; i--) {
            name = Pattern.quote(parts.get(i)) + (name.isEmpty() ? "" : "(?:" + SEPARATOR + name + ")?");
        }
        // Languages without spaces have no word boundaries.
        boolean spaced = parts.get(0).codePoints().noneMatch(Character::isIdeographic);
        return Pattern.compile(
                spaced ? "(?<!" + WORD + ")" + name + "(?:['’]s)?(?!" + WORD + ")" : name,
                anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }
}
