// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.time;

import java.time.LocalDateTime;

/** A time that was read: a fixed interval, or one that recurs every year. */
sealed interface TimeReference permits LocalInterval, RecurringTime {

    /** {@return the interval that this denotes at a time} */
    LocalInterval at(LocalDateTime now);
}
