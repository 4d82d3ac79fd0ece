// SPDX-License-Identifier: Apache-2.0
package dev.memoir.internal.resolve;

import dev.memoir.Memory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Selects the memories that held at a time, from their states as recorded at one moment. */
public final class ValidityReader {

    private ValidityReader() {}

    /**
     * {@return the memories that held at a time} A retracted memory never held. A superseded one held until the end of
     * its validity, a current one holds according to its validity; an unknown beginning or end is unbounded.
     *
     * @param memories the memories in the state of that moment; of several states of one memory the right one
     * @param instant the point in valid time
     */
    public static List<Memory> valid(Collection<Memory> memories, Instant instant) {
        return memories.stream().filter(memory -> held(memory, instant)).toList();
    }

    private static boolean held(Memory memory, Instant instant) {
        return memory.retractedAt() == null && memory.valid().holdsAt(instant);
    }
}
