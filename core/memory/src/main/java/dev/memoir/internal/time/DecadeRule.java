// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import dev.memoir.internal.time.TimeTerm.Kind;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads decades: "the 1990s", "the '90s", "the nineties", "die 90er", but not the age in "his thirties". */
final class DecadeRule implements TimeRule {

    private final ReferenceTime now;

    DecadeRule(ReferenceTime now) {
        this.now = now;
    }

    @Override
    public @Nullable ParseResult read(TokenSequence text, int at, boolean expected) {
        boolean article = text.is(at, Kind.THE) || text.is(at - 1, Kind.THE) || expected;
        int place = text.skip(at, Kind.THE);
        TimeTerm word = text.term(place, Kind.DECADE);
        if (word != null) {
            return article ? new ParseResult(decade(word.value()), place + 1) : null;
        }
        int number = text.sign(place, "'") || text.sign(place, "\u2019") ? place + 1 : place;
        int suffix = text.sign(number + 1, "'") || text.sign(number + 1, "\u2019") ? number + 2 : number + 1;
        if (!text.number(number) || !text.is(suffix, Kind.DECADE_SUFFIX) || !text.joined(suffix)) {
            return null;
        }
        int value = text.value(number);
        if (text.digits(number) == 4 && value % 10 == 0) {
            return new ParseResult(decade(value), suffix + 1);
        }
        return text.digits(number) == 2 && value % 10 == 0 && article
                ? new ParseResult(decade(begun(value)), suffix + 1)
                : null;
    }

    /** {@return the latest decade with these two digits that has begun} */
    private int begun(int value) {
        int year = Math.floorDiv(now.year(), 100) * 100 + value;
        return year > now.year() ? year - 100 : year;
    }

    private static LocalInterval decade(int year) {
        return LocalInterval.months(LocalDate.of(year, 1, 1), 120);
    }
}
