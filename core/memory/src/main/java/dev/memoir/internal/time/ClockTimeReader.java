// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.LocalDate;
import java.time.LocalDateTime;

/** Reads the time of an ISO date, to the minute: 2023-05-12T10:30. Offsets are ignored: the time is local. */
final class ClockTimeReader {

    private ClockTimeReader() {}

    static ParseResult within(LocalDate day, TokenSequence text, int at) {
        boolean clock = text.get(at).first().is("t")
                && text.joined(at)
                && text.number(at + 1)
                && text.sign(at + 2, ":")
                && text.number(at + 3)
                && text.value(at + 1) < 24
                && text.value(at + 3) < 60;
        if (!clock) {
            return new ParseResult(LocalInterval.day(day), at);
        }
        LocalDateTime minute = day.atTime(text.value(at + 1), text.value(at + 3));
        return new ParseResult(new LocalInterval(minute, minute.plusMinutes(1)), at + 4);
    }
}
