package dev.memoir.ledger;

import dev.memoir.ParkedSummary;
import dev.memoir.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a ledger that retelling reads and writes: summaries of conversations, records of how something was done. What
 * retells turns is destroyed with any of them, unlike a fact, which goes with the last that told it. Every method is one
 * transaction. Implementations are thread-safe.
 */
public interface SummaryLedger {

    /**
     * {@return conversations with so many turns that are neither summarised nor given up, or with any if they have ended}
     *
     * @param turns how many, at least 1
     * @param limit at most so many conversations
     */
    List<Conversation> unsummarized(int turns, int limit);

    /**
     * {@return what is not summarised yet of a conversation; empty if there is no such conversation}
     *
     * @param conversationId which
     * @param limit at most so many turns
     */
    Optional<UnsummarizedTurns> episode(String conversationId, int limit);

    /**
     * Notes that a conversation has ended: what is not summarised of it is to be. It may go on all the same.
     *
     * @param scope the scope of its turns, exactly
     * @param name its name
     * @return the conversation, or empty if there is none such
     */
    Optional<Conversation> end(Scope scope, String name);

    /**
     * Takes the steps of a summary and moves the mark behind all turns of the episode, together.
     *
     * @param episode as it was when this was decided
     * @param memoryId the new summary, or null if nothing new was to be told
     * @param learned the steps, what was turned away, and the cost; of no turns
     * @return false if nothing was written, because the mark has moved, a turn was forgotten or a memory has changed meanwhile
     */
    boolean summarize(UnsummarizedTurns episode, @Nullable String memoryId, LearnedBatch learned);

    /**
     * Notes that a summary failed once more, and what that cost.
     *
     * @param conversation which
     * @param turnedAway what was rejected
     * @param tokens that were spent
     * @param at now
     */
    void summaryFailed(Conversation conversation, List<RejectedProposal> turnedAway, long tokens, Instant at);

    /**
     * Gives the summary of a conversation up, until new turns come or it is replayed.
     *
     * @param conversation which
     * @param because what failed
     * @param at now
     */
    void parkSummary(Conversation conversation, String because, Instant at);

    /**
     * {@return summaries that were given up}
     *
     * @param scope who reads
     * @param limit at most so many
     */
    List<ParkedSummary> parkedSummaries(Scope scope, int limit);

    /**
     * Has summaries tried again that were given up.
     *
     * @param scope whose
     * @return the conversations
     */
    List<Conversation> replaySummaries(Scope scope);

    /**
     * Takes steps that retell turns, which are neither drawn from nor summarised any more.
     *
     * @param learned the steps, of no turns
     * @param turnIds what they retell
     * @return false if nothing was written, because a turn was forgotten meanwhile
     */
    boolean retell(LearnedBatch learned, Collection<String> turnIds);
}
