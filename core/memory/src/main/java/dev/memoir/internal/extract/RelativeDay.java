package dev.memoir.internal.extract;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A day that a quote names relative to the day on which it was said. Only words that are unambiguous in all languages
 * of the lexicon are recognised: German "morgen" is also the morning, French "hier" is German "here".
 */
enum RelativeDay {
    YESTERDAY(-1),
    TODAY(0),
    TOMORROW(1);

    /** A quote that also names another time, such as "on Friday", may date something else. */
    private static final List<WordList> OTHER_TIMES = List.of(
            WordList.of("time.two-days"),
            WordList.of("time.week"),
            WordList.of("time.month"),
            WordList.of("time.season"),
            WordList.of("time.feast"));

    private final int distance;

    @SuppressWarnings("ImmutableEnumChecker") // a lexicon never changes once it is loaded
    private final WordList words;

    RelativeDay(int distance) {
        this.distance = distance;
        this.words = WordList.of("day." + name().toLowerCase(Locale.ROOT));
    }

    /** {@return the relative day that a quote names, if it names exactly one and no other time} */
    static Optional<RelativeDay> in(String quote) {
        MorphologicalWords words = MorphologicalWords.of(quote);
        List<RelativeDay> named =
                Arrays.stream(values()).filter(day -> day.words.in(words)).toList();
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
