package dev.memoir.recall;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a question asks, without those who speak and without {@link RecencyWords}: a turn is embedded with its speaker's name
 * before it, so that a name in the question draws it to all that this speaker ever said, whatever that was about, and
 * "lately" to all that says so.
 */
public final class SpeakerStrippedQuery {

    private static final String WORD = "[\\p{L}\\p{M}\\p{N}]";
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern GAP = Pattern.compile("\\s+");

    private SpeakerStrippedQuery() {}

    /**
     * {@return the question without the names of speakers and words of recency; the question itself if it has none, or
     * nothing else}
     *
     * @param question a question
     * @param speakers whose names; each may stand in it whole or by its first part
     */
    public static String of(String question, Collection<String> speakers) {
        String small = question.toLowerCase(Locale.ROOT);
        String rest = RecencyWords.without(question);
        for (String speaker : longestFirst(speakers)) {
            List<String> parts = APART.splitAsStream(speaker)
                    .dropWhile(part -> !LETTER.matcher(part).find())
                    .toList();
            // Most are not named: a pattern is dear to make.
            if (!parts.isEmpty() && small.contains(parts.get(0).toLowerCase(Locale.ROOT))) {
                rest = name(parts, small.equals(question)).matcher(rest).replaceAll("");
            }
        }
        return rest.equals(question) || !LETTER.matcher(rest).find()
                ? question
                : GAP.matcher(rest).replaceAll(" ").strip();
    }

    /** Of Ana and Ana Maria the second is named by "Ana Maria". */
    private static List<String> longestFirst(Collection<String> speakers) {
        return speakers.stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** "Will" is a name and "will" none, unless nothing in the question has a capital. */
    private static Pattern name(List<String> parts, boolean anyCase) {
        String name = "";
        for (int i = parts.size() - 1; i >= 0; i--) {
            name = Pattern.quote(parts.get(i)) + (name.isEmpty() ? "" : "(?:" + APART + name + ")?");
        }
        // Nothing stands between words of a language that has no spaces.
        boolean alone = parts.get(0).codePoints().noneMatch(Character::isIdeographic);
        return Pattern.compile(
                alone ? "(?<!" + WORD + ")" + name + "(?:['’]s)?(?!" + WORD + ")" : name,
                anyCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }
}
