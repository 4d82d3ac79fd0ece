package dev.memoir;

import java.util.List;

/**
 * What an add stored. When it is returned, everything in it is committed.
 *
 * @param turns the turns, in order
 * @param memories the memories stored verbatim, in order
 * @param learned memories that come from the turns and stand, if the add waited for them
 * @param drawn whether facts were drawn from the turns before the add returned; if not, that comes later
 * @param replayed whether the idempotency key had been carried out before; then nothing was stored now, and this is what
 *     was stored then (less what was forgotten since)
 */
public record AddResult(
        List<StoredTurn> turns, List<Memory> memories, List<Memory> learned, boolean drawn, boolean replayed) {

    /** Copies the lists. */
    public AddResult {
        turns = List.copyOf(turns);
        memories = List.copyOf(memories);
        learned = List.copyOf(learned);
    }

    /**
     * What was stored, before facts were drawn.
     *
     * @param turns the turns, in order
     * @param memories the memories stored verbatim, in order
     * @param replayed whether the idempotency key had been carried out before
     */
    public AddResult(List<StoredTurn> turns, List<Memory> memories, boolean replayed) {
        this(turns, memories, List.of(), false, replayed);
    }

    /**
     * {@return this, with what was learned}
     *
     * @param learned memories that come from the turns and stand
     * @param drawn whether facts were drawn from the turns
     */
    public AddResult learned(List<Memory> learned, boolean drawn) {
        return new AddResult(turns, memories, learned, drawn, replayed);
    }
}
