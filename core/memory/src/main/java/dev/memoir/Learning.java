package dev.memoir;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How facts are drawn from turns: behind the conversations, by the language model or extractor that the memory was built
 * with. Without one nothing is drawn, and turns stay pending. Thread-safe.
 */
public interface Learning {

    /**
     * Draws facts from everything that is pending, makes the summaries that are due, searches what was said before for new
     * names, and waits for it.
     *
     * @param patience the longest wait
     * @return whether nothing is pending or due any more, but what is parked; false too if there is nothing to draw facts
     *     with, or the memory is being closed
     */
    boolean flush(Duration patience);

    /**
     * Draws facts again from turns that another extractor drew from: an older one, or another model's. What it finds too
     * gets no second entry, what it finds besides is added, what it reads differently supersedes; what it does not find stays,
     * and what somebody took back stays so. Turns that wait or are parked are left alone. Runs in the calling thread, one call
     * of the model a batch; each batch is written by itself, so what is cut short goes on with the next call.
     *
     * @param scope whose turns
     * @param dryRun true to ask the model without writing anything but what that cost
     * @param progress hears of each conversation
     * @return what changed, or would change
     * @throws LearningUnavailableException if the memory was built without a model or extractor
     * @throws MalformedReplyException if a reply cannot be read; what was written before it stays
     */
    ReextractionResult reextract(Scope scope, boolean dryRun, ProgressListener progress);

    /**
     * Draws facts again from turns that another extractor drew from, see
     * {@link #reextract(Scope, boolean, ProgressListener)}.
     *
     * @param scope whose turns
     * @param dryRun true to ask the model without writing anything but what that cost
     * @return what changed, or would change
     * @throws LearningUnavailableException if the memory was built without a model or extractor
     * @throws MalformedReplyException if a reply cannot be read; what was written before it stays
     */
    default ReextractionResult reextract(Scope scope, boolean dryRun) {
        return reextract(scope, dryRun, ProgressListener.SILENT);
    }

    /**
     * {@return what drawing facts cost today}
     *
     * @param scope the scope that turns were written with, exactly
     */
    TokenUsage spending(Scope scope);

    /**
     * {@return turns that no facts could be drawn from, in the order in which they were recorded}
     *
     * @param scope whose
     * @param limit at most so many
     */
    List<ParkedTurn> parked(Scope scope, int limit);

    /**
     * {@return conversations whose next summary was given up}
     *
     * @param scope whose
     * @param limit at most so many
     */
    List<ParkedSummary> parkedSummaries(Scope scope, int limit);

    /**
     * Says that a conversation has ended: facts are drawn from what is left of it, and it is summarised if the memory makes
     * summaries, without waiting for it to rest. It may go on all the same. Returns at once.
     *
     * @param scope the scope that its turns were written with, exactly
     * @param conversation its name; nothing happens if there is none such
     */
    void endConversation(Scope scope, String conversation);

    /**
     * {@return the summary of a conversation, or empty while there is none} Summaries are memories of the kind
     * {@link MemoryKind#SUMMARY}: they are found by search, come from the turns that they tell, and a new one supersedes the one
     * before. One of them is destroyed with any turn that it tells, and made again without it.
     *
     * @param scope the scope that its turns were written with, exactly
     * @param conversation its name
     */
    Optional<Memory> summary(Scope scope, String conversation);

    /**
     * Records how an agent did a task, so that it can be done again: a memory of the kind {@link MemoryKind#PROCEDURE} with a
     * line that names the task and numbered steps. The language model is asked once, in the calling thread. Without one, or
     * if it fails or tells of a step what does not stand in the turns, the turns are recorded word for word, numbered. The turns
     * are stored too, in a conversation of their own; no facts are drawn from them. Forgetting any of them destroys the record.
     *
     * @param scope whose; it must name an agent
     * @param turns what was said and done, in order: the task, the calls of tools and what they returned, the answer
     * @return the record
     * @throws InvalidInputException if the scope names no agent or there are no turns
     */
    Memory addProcedure(Scope scope, List<Turn> turns);

    /**
     * Tries parked turns and summaries again.
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
    List<MemorySource> sources(Scope scope, String memoryId);

    /**
     * Takes a step back, with all that happened together with it: turns that were suppressed with it are shown again. That is a
     * step of its own: it can be taken back too.
     *
     * @param scope whose
     * @param eventId a step of a memory's or turn's history
     * @return the steps that took it back
     * @throws MemoryNotFoundException if the scope holds no such step
     * @throws UndoConflictException if one of the memories has changed since
     */
    List<MemoryEvent> undo(Scope scope, String eventId);
}
