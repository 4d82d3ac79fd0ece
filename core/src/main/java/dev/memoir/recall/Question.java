package dev.memoir.recall;

import dev.memoir.index.TimeWindow;
import java.time.Instant;
import java.util.Collections;
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
 * @param now when it is asked
 */
public record Question(Set<String> words, List<TimeWindow> windows, boolean latest, Instant now) {

    /** Words that ask for the latest of several, or for what is so now; "last" and "now" mean too much else. */
    private static final Set<String> LATEST = Set.of(("latest newest recent recently lately currently nowadays"
                    + " zuletzt neueste neuesten neuester neuestes kürzlich neulich aktuell aktuelle aktuellen derzeit"
                    + " récemment dernièrement actuellement récent récente"
                    + " recientemente últimamente actualmente reciente"
                    + " недавно последний последняя последнее последние последнего последней сейчас нынешний нынешняя")
            .split(" "));

    /** The same, of languages that put no spaces between words. */
    private static final Pattern LATEST_WITHIN = Pattern.compile("最近|最新|目前|現在|现在");

    private static final Pattern APART = Pattern.compile("(['’]s\\b)?[^\\p{L}\\p{M}\\p{N}]+|['’]s$");

    /** Copies both. */
    public Question {
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
    public static Question of(String text, List<TimeWindow> windows, Instant now) {
        Set<String> words = APART.splitAsStream(text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        boolean latest = windows.isEmpty()
                && (!Collections.disjoint(words, LATEST)
                        || LATEST_WITHIN.matcher(text).find());
        return new Question(words, windows, latest, now);
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
