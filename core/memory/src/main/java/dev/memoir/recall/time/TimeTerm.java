package dev.memoir.recall.time;

import java.util.Collections;
import java.util.Set;

/**
 * What a word means in an expression of time.
 *
 * @param kind its part in the grammar
 * @param value which month, weekday, unit …; 0 if there is but one
 * @param languages in which, by their codes
 */
record TimeTerm(Kind kind, int value, Set<String> languages) {

    /** The parts of the grammar. */
    enum Kind {
        MONTH,
        WEEKDAY,
        SEASON,
        HOLIDAY,
        UNIT,
        NUMBER,
        /** First to thirty-first. */
        ORDINAL,
        /** Before a number that it makes an ordinal, in Chinese. */
        ORDINAL_PREFIX,
        /** A half of a period; 1 or 2 if the word says which. */
        HALF,
        /** The last of several, and not the one before now. */
        FINAL,
        /** "A few": the least and the most, as min × 100 + max. */
        FEW,
        /** Today is 0. */
        DAY,
        /** This year is 0: in some languages last year is one word. */
        YEAR,
        /** Morning, afternoon, evening, night. */
        PART_OF_DAY,
        /** The nineties, by their first year. */
        DECADE,
        LAST,
        /** "The past week" runs up to now. */
        PAST,
        THIS,
        NEXT,
        /** After what it counts: "ago". */
        AGO,
        /** Before what it counts: "vor", "il y a". */
        AGO_BEFORE,
        FROM_NOW,
        SINCE,
        UNTIL,
        BEFORE,
        AFTER,
        /** After what they bound, in Chinese and Japanese. */
        SINCE_POST,
        BEFORE_POST,
        AFTER_POST,
        ONWARDS,
        BETWEEN,
        AND,
        FROM,
        TO,
        IN,
        /** "At", "for", "over": before feasts. */
        AT,
        OF,
        THE,
        EARLY,
        MIDDLE,
        LATE,
        /** "The year 2023". */
        IN_YEAR,
        /** What is written behind a number that counts days of a month: "5th". */
        SUFFIX,
        /** What is written behind a decade: "90s". */
        DECADE_SUFFIX
    }

    /** {@return whether both are words of one language} */
    boolean sharesLanguage(TimeTerm other) {
        return !Collections.disjoint(languages, other.languages);
    }

    boolean in(String language) {
        return languages.contains(language);
    }
}
