// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.ranking;

import dev.memoir.index.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The features of a query that ranking uses in addition to what an index matches.
 *
 * @param words the lower-case words, without adjacent punctuation and the English genitive
 * @param windows the periods that the query names
 * @param latest whether the query asks for the latest
 * @param asksAssistant whether the query asks for something the assistant said
 * @param now the time of the query
 */
public record ParsedQuery(
        Set<String> words, List<TimeWindow> windows, boolean latest, boolean asksAssistant, Instant now) {

    private static final Pattern SEPARATOR = Pattern.compile("(['’]s\\b)?[^\\p{L}\\p{M}\\p{N}]+|['’]s$");

    /** Copies the collections. */
    public ParsedQuery {
        words = Set.copyOf(words);
        windows = List.copyOf(windows);
    }

    /**
     * Parses a query.
     *
     * @param text the query
     * @param windows the periods that the query names
     * @param now the time of the query
     * @return the parsed query; if it names a period, it does not ask for the latest
     */
    public static ParsedQuery of(String text, List<TimeWindow> windows, Instant now) {
        Set<String> words =
                SEPARATOR.splitAsStream(text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return new ParsedQuery(
                words, windows, windows.isEmpty() && RecencyWords.in(text), AssistantQuestion.matches(text), now);
    }

    /** {@return whether the query contains any part of a name} */
    boolean says(String name) {
        return SEPARATOR.splitAsStream(name).anyMatch(words::contains);
    }

    /** {@return whether the query names a person, by the first part of the name} */
    boolean names(String subject) {
        return SEPARATOR
                .splitAsStream(subject.toLowerCase(Locale.ROOT).strip())
                .findFirst()
                .filter(name -> !name.isEmpty())
                .filter(words::contains)
                .isPresent();
    }
}
