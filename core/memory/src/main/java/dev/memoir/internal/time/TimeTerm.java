// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.util.Collections;
import java.util.Set;

/**
 * The meaning of a word in a time expression.
 *
 * @param kind the role in the grammar
 * @param value the number of the month, weekday, unit …; 0 if there is only one
 * @param languages the codes of the languages in which the word has this meaning
 */
record TimeTerm(Kind kind, int value, Set<String> languages) {

    /** The roles in the grammar. */
    enum Kind {
        MONTH,
        WEEKDAY,
        SEASON,
        HOLIDAY,
        UNIT,
        NUMBER,
        /** First to thirty-first. */
        ORDINAL,
        /** A Chinese prefix that makes a number an ordinal. */
        ORDINAL_PREFIX,
        /** A half of a period; 1 or 2 if the word determines which. */
        HALF,
        /** The last of several, not the one before now. */
        FINAL,
        /** "A few": minimum and maximum, as min × 100 + max. */
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
        /** Follows the count: "ago". */
        AGO,
        /** Precedes the count: "vor", "il y a". */
        AGO_BEFORE,
        FROM_NOW,
        SINCE,
        UNTIL,
        BEFORE,
        AFTER,
        /** A postposition of Chinese and Japanese, as are the next two. */
        SINCE_POST,
        BEFORE_POST,
        AFTER_POST,
        ONWARDS,
        BETWEEN,
        AND,
        FROM,
        TO,
        IN,
        /** "At", "for", "over": before holidays. */
        AT,
        OF,
        THE,
        EARLY,
        MIDDLE,
        LATE,
        /** "The year 2023". */
        IN_YEAR,
        /** The suffix of the number of a day: "5th". */
        SUFFIX,
        /** The suffix of a decade: "90s". */
        DECADE_SUFFIX
    }

    /** {@return whether both are words of the same language} */
    boolean sharesLanguage(TimeTerm other) {
        return !Collections.disjoint(languages, other.languages);
    }

    boolean in(String language) {
        return languages.contains(language);
    }
}
