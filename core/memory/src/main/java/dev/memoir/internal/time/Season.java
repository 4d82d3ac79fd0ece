// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.LocalDate;
import java.util.List;

/** A meteorological season of three whole months. */
enum Season {
    SPRING(3),
    SUMMER(6),
    AUTUMN(9),
    WINTER(12);

    private static final List<Season> ALL = List.of(values());

    private final int northern;

    Season(int northern) {
        this.northern = northern;
    }

    /** {@return the season that begins in a year} */
    LocalInterval in(int year, Hemisphere hemisphere) {
        int month = hemisphere == Hemisphere.NORTHERN ? northern : (northern + 5) % 12 + 1;
        return LocalInterval.months(LocalDate.of(year, month, 1), 3);
    }

    /** {@return the season that a term denotes} */
    static Season meant(TimeTerm term) {
        return ALL.get(term.value());
    }

    /** {@return the value of this season in terms} */
    int number() {
        return ALL.indexOf(this);
    }
}
