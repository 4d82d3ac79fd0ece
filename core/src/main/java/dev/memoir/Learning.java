package dev.memoir;

import java.time.Duration;
import java.util.List;

/**
 * How facts are drawn from turns: behind the conversations, by the language model or extractor that the memory was built
 * with. Without one nothing is drawn, and turns stay pending. Thread-safe.
 */
public interface Learning {

    /**
     * Draws facts from everything that is pending, and waits for it.
     *
     * @param patience the longest wait
     * @return whether nothing is pending any more, but what is parked; false too if there is nothing to draw facts with
     */
    boolean flush(Duration patience);

    /**
     * {@return turns that no facts could be drawn from, in the order in which they were recorded}
     *
     * @param scope whose
     * @param limit at most so many
     */
    List<ParkedTurn> parked(Scope scope, int limit);

    /**
     * Tries parked turns again.
     *
     * @param scope whose
     */
    void replay(Scope scope);

    /**
     * {@return what was proposed and turned away, the latest first, each with its reason}
     *
     * @param scope whose
     * @param limit at most so many
     */
    List<MemoryEvent> rejections(Scope scope, int limit);

    /**
     * {@return the turns that a memory comes from, in the order in which they were said; empty if it was stored verbatim or
     * the scope holds none such}
     *
     * @param scope whose
     * @param memoryId which
     */
    List<Source> sources(Scope scope, String memoryId);

    /**
     * Takes a step back, with all that happened together with it. That is a step of its own: it can be taken back too.
     *
     * @param scope whose
     * @param eventId a step of a memory's history
     * @return the steps that took it back
     * @throws MemoryNotFoundException if the scope holds no such step
     * @throws UndoConflictException if one of the memories has changed since
     */
    List<MemoryEvent> undo(Scope scope, String eventId);
}
