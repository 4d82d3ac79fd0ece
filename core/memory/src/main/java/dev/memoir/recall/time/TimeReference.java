package dev.memoir.recall.time;

import java.time.LocalDateTime;

/** A time that was read: already certain, or one of those that come back every year. */
sealed interface TimeReference permits LocalInterval, RecurringTime {

    /** {@return what it means at a time} */
    LocalInterval at(LocalDateTime now);
}
