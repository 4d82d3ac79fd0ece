package dev.memoir.resolve;

import dev.memoir.Memory;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where in the order of time a claim belongs among those whose place it takes or that took its own.
 *
 * @param before what stands and held before it, or null
 * @param after what holds after it, or was denied; null if it is the latest
 */
record Place(@Nullable Memory before, @Nullable Memory after) {

    static Place of(Said said, List<Memory> line, Function<Memory, Instant> lastSaid) {
        int at = 0;
        while (at < line.size() && !later(line.get(at), said, lastSaid.apply(line.get(at)))) {
            at++;
        }
        Memory after = at == line.size() ? null : line.get(at);
        Memory before = line.subList(0, at).stream()
                .filter(memory -> memory.retractedAt() == null)
                .reduce((earlier, later) -> later)
                .orElse(null);
        return new Place(before, after);
    }

    /**
     * Whether a memory began to hold after a claim did. If a date is too vague to tell, or none is known, what was said later
     * holds later.
     */
    private static boolean later(Memory memory, Said said, Instant lastSaid) {
        boolean saidLater = lastSaid.isAfter(said.at());
        Instant from = memory.valid().from();
        if (from == null) {
            return saidLater && beginning(memory, lastSaid).isAfter(said.start());
        }
        if (said.started().meets(Period.of(from, memory.valid()))) {
            return saidLater;
        }
        return from.isAfter(said.start());
    }

    /** {@return when a memory began to hold; if that is unknown, when it was last said to} */
    static Instant beginning(Memory memory, Instant lastSaid) {
        Instant from = memory.valid().from();
        Instant to = memory.valid().to();
        if (from != null) {
            return from;
        }
        return to != null && to.isBefore(lastSaid) ? to : lastSaid;
    }
}
