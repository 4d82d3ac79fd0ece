// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.ParkedSummary;
import dev.memoir.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a ledger that stores texts derived from turns: summaries of conversations and procedures (records of how
 * something was done). A derived text is destroyed with any of its source turns, unlike a fact, which is destroyed with
 * the last turn that states it. Every method is one transaction. Implementations are thread-safe.
 */
public interface SummaryLedger {

    /**
     * {@return conversations with a minimum number of turns that are neither summarised nor parked, or with any such
     * turn if they have ended}
     *
     * @param turns the minimum number of turns, at least 1
     * @param limit the maximum number of conversations
     */
    List<Conversation> unsummarized(int turns, int limit);

    /**
     * {@return the unsummarised part of a conversation; empty if there is no such conversation}
     *
     * @param conversationId the id of the conversation
     * @param limit the maximum number of turns
     */
    Optional<UnsummarizedTurns> unsummarized(String conversationId, int limit);

    /**
     * Marks a conversation as ended, so that the rest of it is summarised. It may continue nevertheless.
     *
     * @param scope the exact scope of its turns
     * @param name the name of the conversation
     * @return the conversation, or empty if there is none of that name
     */
    Optional<Conversation> end(Scope scope, String name);

    /**
     * Applies the steps of a summary and advances the progress past all turns of the episode, atomically.
     *
     * @param episode the unsummarised turns as they were when the summary was decided
     * @param memoryId the id of the new summary, or null if there was nothing new to summarise
     * @param learned the steps, the rejected proposals and the cost; without turns
     * @return false if nothing was written, because the progress has advanced, a turn was forgotten or a memory has
     *     changed in the meantime
     */
    boolean summarize(UnsummarizedTurns episode, @Nullable String memoryId, LearnedBatch learned);

    /**
     * Records a further failed attempt at a summary, and its cost.
     *
     * @param conversation the conversation
     * @param rejected the rejected proposals
     * @param tokens the tokens spent
     * @param at the current time
     */
    void summaryFailed(Conversation conversation, List<RejectedProposal> rejected, long tokens, Instant at);

    /**
     * Parks the summary of a conversation until new turns arrive or it is replayed.
     *
     * @param conversation the conversation
     * @param because what failed
     * @param at the current time
     */
    void parkSummary(Conversation conversation, String because, Instant at);

    /**
     * {@return parked summaries}
     *
     * @param scope the scope to read
     * @param limit the maximum number of summaries
     */
    List<ParkedSummary> parkedSummaries(Scope scope, int limit);

    /**
     * Makes parked summaries pending again.
     *
     * @param scope the scope of the conversations
     * @return the conversations
     */
    List<Conversation> replaySummaries(Scope scope);

    /**
     * Applies steps that write memories derived from turns, which are neither extracted nor summarised afterwards.
     *
     * @param learned the steps, without turns
     * @param turnIds the ids of the source turns
     * @return false if nothing was written, because a turn was forgotten in the meantime
     */
    boolean writeDerived(LearnedBatch learned, Collection<String> turnIds);
}
