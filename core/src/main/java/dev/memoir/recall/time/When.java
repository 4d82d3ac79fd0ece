package dev.memoir.recall.time;

import java.time.LocalDateTime;

/** A time that was read: already certain, or one of those that come back every year. */
sealed interface When permits Stretch, Yearly {

    /** {@return what it means at a time} */
    Stretch at(LocalDateTime now);
}
