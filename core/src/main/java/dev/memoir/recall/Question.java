package dev.memoir.recall;

import dev.memoir.index.TimeWindow;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What is asked, as far as a ranking looks at it.
 *
 * @param words its words as they are written, in the order of every candidate's {@link dev.memoir.index.WordMatches}
 * @param windows the times it names
 */
public record Question(List<String> words, List<TimeWindow> windows) {

    private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\p{N}]+|(['’]s?)?[^\\p{L}\\p{N}]*$");

    /** Folds the words to what a name is compared by: small letters, nothing around them, no English genitive. */
    public Question {
        words = words.stream()
                .map(word -> EDGES.matcher(word).replaceAll("").toLowerCase(Locale.ROOT))
                .toList();
        windows = List.copyOf(windows);
    }

    /** {@return whether it names someone, by the whole name or the first part of it} */
    boolean names(String subject) {
        String name = subject.toLowerCase(Locale.ROOT).strip();
        int space = name.indexOf(' ');
        return words.contains(space < 0 ? name : name.substring(0, space));
    }
}
