package dev.memoir.recall;

import dev.memoir.index.TimeWindow;
import java.time.Instant;
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
 * @param latest whether it asks for what is latest
 * @param asksAssistant whether it asks for what the assistant said
 * @param now when it is asked
 */
public record ParsedQuery(
        Set<String> words, List<TimeWindow> windows, boolean latest, boolean asksAssistant, Instant now) {

    private static final Pattern APART = Pattern.compile("(['’]s\\b)?[^\\p{L}\\p{M}\\p{N}]+|['’]s$");

    /** Copies both. */
    public ParsedQuery {
        words = Set.copyOf(words);
        windows = List.copyOf(windows);
    }

    /**
     * Reads a question.
     *
     * @param text the question
     * @param windows the times it names
     * @param now when it is asked
     * @return the question; one that names a time asks for that, not for the latest
     */
    public static ParsedQuery of(String text, List<TimeWindow> windows, Instant now) {
        Set<String> words = APART.splitAsStream(text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new ParsedQuery(
                words, windows, windows.isEmpty() && RecencyWords.in(text), AssistantQuestion.matches(text), now);
    }

    /** {@return whether it says any part of a name} */
    boolean says(String name) {
        return APART.splitAsStream(name).anyMatch(words::contains);
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
