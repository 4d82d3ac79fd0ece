package dev.memoir;

import java.util.List;

/**
 * The outcome of an add. Everything in it is committed when the add returns.
 *
 * @param turns the stored turns, in order
 * @param memories the memories stored verbatim, in order
 * @param learned the current memories that come from the turns, if the add waited for them
 * @param drawn whether facts were extracted from the turns before the add returned; if not, they are extracted later
 * @param replayed whether a request with this idempotency key was carried out before; then nothing was stored now, and
 *     this is what was stored then, less what was forgotten since
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
     * Creates a result of an add that did not wait for facts.
     *
     * @param turns the stored turns, in order
     * @param memories the memories stored verbatim, in order
     * @param replayed whether a request with this idempotency key was carried out before
     */
    public AddResult(List<StoredTurn> turns, List<Memory> memories, boolean replayed) {
        this(turns, memories, List.of(), false, replayed);
    }

    /**
     * {@return this result with the memories that were learned}
     *
     * @param learned the current memories that come from the turns
     * @param drawn whether facts were extracted from the turns
     */
    public AddResult learned(List<Memory> learned, boolean drawn) {
        return new AddResult(turns, memories, learned, drawn, replayed);
    }
}
