package dev.memoir.recall;

import dev.memoir.index.TimeWindow;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is asked, as far as a ranking looks at it beside what an index matches.
 *
 * @param words its words in small letters, without what stands around them and the English genitive
 * @param windows the times it names
 */
public record Question(Set<String> words, List<TimeWindow> windows) {

    private static final Pattern APART = Pattern.compile("(['’]s\\b)?[^\\p{L}\\p{M}\\p{N}]+|['’]s$");

    /** Copies both. */
    public Question {
        words = Set.copyOf(words);
        windows = List.copyOf(windows);
    }

    /**
     * A question.
     *
     * @param text the question
     * @param windows the times it names
     */
    public Question(String text, List<TimeWindow> windows) {
        this(APART.splitAsStream(text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()), windows);
    }

    /** {@return whether it names someone, by the first part of the name} */
    boolean names(String subject) {
        return APART.splitAsStream(subject.toLowerCase(Locale.ROOT).strip())
                .findFirst()
                .filter(name -> !name.isEmpty())
                .filter(words::contains)
                .isPresent();
    }
}
