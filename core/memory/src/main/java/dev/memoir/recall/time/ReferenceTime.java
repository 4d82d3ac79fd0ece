package dev.memoir.recall.time;

import java.time.LocalDateTime;

/**
 * What relative times are counted from.
 *
 * @param time the local time
 * @param hemisphere whose seasons are meant
 */
record ReferenceTime(LocalDateTime time, Hemisphere hemisphere) {

    int year() {
        return time.getYear();
    }
}
