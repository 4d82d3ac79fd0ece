// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.extract;

import dev.memoir.internal.text.LanguageTopic;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A day that a quote names relative to the day on which it was said. Only words that are unambiguous in all languages
 * are recognised: German "morgen" is also the morning, French "hier" is German "here".
 */
enum RelativeDay {
    YESTERDAY(-1, LanguageTopic.DATE_YESTERDAY),
    TODAY(0, LanguageTopic.DATE_TODAY, LanguageTopic.DATE_TONIGHT),
    TOMORROW(1, LanguageTopic.DATE_TOMORROW);

    /** A quote that also names another time, such as "on Friday", may date something else. */
    private static final List<WordList> OTHER_TIMES = List.of(
            WordList.of(LanguageTopic.DATE_TWO_DAYS),
            WordList.of(LanguageTopic.DATE_WEEK),
            WordList.of(LanguageTopic.DATE_MONTH),
            WordList.of(LanguageTopic.DATE_SEASON),
            WordList.of(LanguageTopic.DATE_FEAST));

    private final int distance;

    @SuppressWarnings("ImmutableEnumChecker") // a word list never changes
    private final List<WordList> words;

    RelativeDay(int distance, LanguageTopic... topics) {
        this.distance = distance;
        this.words = Arrays.stream(topics).map(WordList::of).toList();
    }

    /** {@return the relative day that a quote names, if it names exactly one and no other time} */
    static Optional<RelativeDay> in(String quote) {
        MorphologicalWords words = MorphologicalWords.of(quote);
        List<RelativeDay> named = Arrays.stream(values())
                .filter(day -> day.words.stream().anyMatch(list -> list.in(words)))
                .toList();
        boolean alone = named.size() == 1
                && OTHER_TIMES.stream().noneMatch(times -> times.in(words))
                && !MentionedDates.namesDate(quote, words);
        return alone ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** {@return the date of this day, relative to the day on which it was said} */
    LocalDate from(LocalDate words) {
        return words.plusDays(distance);
    }
}
