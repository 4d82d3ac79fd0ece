package dev.memoir.resolve;

import dev.memoir.Memory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Reads what held at a time out of the states of memories, as they were recorded at one moment. */
public final class ValidityReader {

    private ValidityReader() {}

    /**
     * {@return those of the memories that held at a time} What was retracted never held. What was superseded held until its
     * interval ended, what is current holds as its validity says; an unknown beginning or end admits every time on its side.
     *
     * @param memories in the state they had when it is asked from; of several states of one memory the right one
     * @param instant the time in the world
     */
    public static List<Memory> valid(Collection<Memory> memories, Instant instant) {
        return memories.stream().filter(memory -> held(memory, instant)).toList();
    }

    private static boolean held(Memory memory, Instant instant) {
        return memory.retractedAt() == null && memory.valid().holdsAt(instant);
    }
}
