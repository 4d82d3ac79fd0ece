// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.LocalDateTime;

/**
 * The time and place from which relative times are counted.
 *
 * @param time the local time
 * @param hemisphere the hemisphere that determines the seasons
 */
record ReferenceTime(LocalDateTime time, Hemisphere hemisphere) {

    int year() {
        return time.getYear();
    }
}
