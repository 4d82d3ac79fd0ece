// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.LocalDateTime;
import java.util.List;

/** A part of a day, as hours in common usage. */
enum PartOfDay {
    MORNING(4, 12),
    AFTERNOON(12, 18),
    EVENING(17, 24),
    NIGHT(18, 30);

    private static final List<PartOfDay> ALL = List.of(values());

    private final int from;
    private final int to;

    PartOfDay(int from, int to) {
        this.from = from;
        this.to = to;
    }

    LocalInterval of(LocalDateTime midnight) {
        return new LocalInterval(midnight.plusHours(from), midnight.plusHours(to));
    }

    /** {@return the part that a term denotes} */
    static PartOfDay meant(TimeTerm term) {
        return ALL.get(term.value());
    }

    /** {@return the value of this part in terms} */
    int number() {
        return ALL.indexOf(this);
    }
}
