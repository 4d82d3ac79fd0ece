// SPDX-License-Identifier: Apache-2.0
package dev.memoir;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Extracts facts from turns in the background, with the language model or extractor that the memory was built with.
 * Without one nothing is extracted, and turns stay pending. Thread-safe.
 */
public interface Learning {

    /**
     * Processes everything that is pending, and waits for it: extracts facts, makes the summaries that are due, and
     * searches earlier turns and memories for new names.
     *
     * @param patience the maximum time to wait
     * @return whether nothing is pending or due any more, except what is parked; false also without an extractor, or
     *     while the memory is being closed
     */
    boolean flush(Duration patience);

    /**
     * Extracts facts again from turns that were processed by another extractor: an older version, or another model's. A
     * fact that is found again gets no second entry, a new one is added, one that is read differently supersedes the
     * old one; a fact that is not found again stays, and one that was retracted stays retracted. Pending and parked
     * turns are not touched. Runs in the calling thread, with one call of the model for each batch; each batch is
     * written by itself, so that an interrupted run is continued by the next call.
     *
     * @param scope the scope of the turns
     * @param dryRun true to ask the model without writing anything but the tokens used
     * @param progress the listener that is notified of each conversation
     * @return what changed, or would change
     * @throws LearningUnavailableException if the memory was built without a model or extractor
     * @throws MalformedReplyException if a reply cannot be parsed; what was written before it stays
     */
    ReextractionResult reextract(Scope scope, boolean dryRun, ProgressListener progress);

    /**
     * Extracts facts again from turns that were processed by another extractor, see
     * {@link #reextract(Scope, boolean, ProgressListener)}.
     *
     * @param scope the scope of the turns
     * @param dryRun true to ask the model without writing anything but the tokens used
     * @return what changed, or would change
     * @throws LearningUnavailableException if the memory was built without a model or extractor
     * @throws MalformedReplyException if a reply cannot be parsed; what was written before it stays
     */
    default ReextractionResult reextract(Scope scope, boolean dryRun) {
        return reextract(scope, dryRun, ProgressListener.SILENT);
    }

    /**
     * {@return the tokens that extraction used today}
     *
     * @param scope the scope that turns were written with, exactly
     */
    TokenUsage tokenUsage(Scope scope);

    /**
     * {@return turns that no facts could be extracted from, in the order in which they were recorded}
     *
     * @param scope the scope to read
     * @param limit the maximum number of turns
     */
    List<ParkedTurn> parkedTurns(Scope scope, int limit);

    /**
     * {@return conversations for which no summary could be made and none is attempted at present}
     *
     * @param scope the scope to read
     * @param limit the maximum number of conversations
     */
    List<ParkedSummary> parkedSummaries(Scope scope, int limit);

    /**
     * Marks a conversation as ended: facts are extracted from the rest of it, and it is summarised if the memory makes
     * summaries, without waiting until it is idle. The conversation may still continue. Returns immediately.
     *
     * @param scope the scope that its turns were written with, exactly
     * @param conversation the name of the conversation; an unknown one has no effect
     */
    void endConversation(Scope scope, String conversation);

    /**
     * {@return the summary of a conversation, or empty while there is none} Summaries are memories of the kind
     * {@link MemoryKind#SUMMARY}: they are found by search, their sources are the turns that they summarise, and a new
     * one supersedes the previous one. Forgetting any of these turns destroys the summary, and a new one is made
     * without that turn.
     *
     * @param scope the scope that its turns were written with, exactly
     * @param conversation the name of the conversation
     */
    Optional<Memory> summary(Scope scope, String conversation);

    /**
     * Records how an agent did a task, so that it can be repeated: a memory of the kind {@link MemoryKind#PROCEDURE}
     * with a line that names the task and numbered steps. The language model is asked once, in the calling thread.
     * Without one, or if it fails or states a step that the turns do not support, the turns are recorded verbatim,
     * numbered. The turns are stored too, in a conversation of their own; no facts are extracted from them. Forgetting
     * any of them destroys the record.
     *
     * @param scope the scope to write in; it must name an agent
     * @param turns what was said and done, in order: the task, the tool calls and their results, the answer
     * @return the procedure
     * @throws InvalidInputException if the scope names no agent or there are no turns
     */
    Memory addProcedure(Scope scope, List<Turn> turns);

    /**
     * Tries parked turns and summaries again.
     *
     * @param scope the scope of the parked turns and summaries
     */
    void retryParked(Scope scope);

    /**
     * {@return rejected proposals with their reasons, the latest first}
     *
     * @param scope the scope to read
     * @param limit the maximum number of proposals
     */
    List<MemoryEvent> rejections(Scope scope, int limit);

    /**
     * {@return the turns that a memory comes from, in the order in which they were said; empty if the memory was stored
     * verbatim or is not in the scope}
     *
     * @param scope the scope to read
     * @param memoryId the id of the memory
     */
    List<MemorySource> sources(Scope scope, String memoryId);

    /**
     * {@return the current facts, preferences and events that were extracted from turns} The reverse of
     * {@link #sources}.
     *
     * @param scope the scope that the turns were written with, exactly
     * @param turnIds the ids of the turns
     */
    List<Memory> extractedFrom(Scope scope, Collection<String> turnIds);

    /**
     * Undoes a step of a memory's or turn's history, together with all steps of the same operation: turns that were
     * suppressed by it are shown again. The undo is a step of its own and can be undone too.
     *
     * @param scope the scope to write in
     * @param eventId the id of a step in the history of a memory or turn
     * @return the steps that undid it
     * @throws MemoryNotFoundException if the scope holds no such step
     * @throws UndoConflictException if one of the memories has changed since
     */
    List<MemoryEvent> undo(Scope scope, String eventId);
}
