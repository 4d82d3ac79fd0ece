// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemorySource;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a ledger that the learning pipeline uses. Every method is one transaction. Implementations are
 * thread-safe.
 */
public interface LearningLedger {

    /**
     * {@return conversations with turns that await extraction}
     *
     * @param limit the maximum number of conversations
     */
    List<Conversation> pendingConversations(int limit);

    /**
     * {@return the conversation with a name}
     *
     * @param scope the exact scope of its turns
     * @param name the name of the conversation
     */
    Optional<Conversation> conversation(Scope scope, String name);

    /**
     * {@return the oldest pending turns of a conversation that can be extracted together; empty if none is pending}
     *
     * @param conversationId the id of the conversation
     * @param limit the maximum number of turns
     */
    Optional<PendingBatch> nextPending(String conversationId, int limit);

    /**
     * {@return the turns of a conversation just before a position, in order} Parked turns are left out: what the model
     * refused on its own would make it refuse the turns after it too.
     *
     * @param conversationId the id of the conversation
     * @param sequence the position of the turn
     * @param limit the maximum number of turns
     */
    List<StoredTurn> turnsBefore(String conversationId, long sequence, int limit);

    /**
     * {@return memories with all members of their chains, including past ones}
     *
     * @param scope the exact scope of the memories
     * @param ids the ids of some members
     */
    List<Memory> chains(Scope scope, Collection<String> ids);

    /**
     * {@return the ids of the source turns of memories, by the memory's id}
     *
     * @param memoryIds the ids of the memories
     */
    Map<String, Set<String>> sourceTurns(Collection<String> memoryIds);

    /**
     * {@return when turns were said, by the turn's id; forgotten turns are left out}
     *
     * @param turnIds the ids of the turns
     */
    Map<String, StatementOrder> statementOrders(Collection<String> turnIds);

    /**
     * {@return the assistant's turns that follow the given turns, up to the user's next one, in order}
     *
     * @param turnIds the ids of the turns that were answered
     */
    List<StoredTurn> answers(Collection<String> turnIds);

    /**
     * {@return the texts of memories retracted by the request that a turn answers, by operation} Empty unless the
     * user's last turn before it is suppressed.
     *
     * @param answerId the id of the answering turn
     */
    Map<String, List<String>> retractedBefore(String answerId);

    /**
     * {@return memories that were extracted from any of these turns, including past and retracted ones}
     *
     * @param scope the exact scope of the memories
     * @param turnIds the ids of the turns
     */
    List<Memory> extractedFrom(Scope scope, Collection<String> turnIds);

    /**
     * {@return conversations with turns that a scope reads, ordered by id}
     *
     * @param scope the scope to read
     */
    List<Conversation> conversations(Scope scope);

    /**
     * {@return the next turns of a conversation that were extracted by another extractor; empty if there are none}
     *
     * @param conversationId the id of the conversation
     * @param extractor the id of the extractor to skip the turns of
     * @param after the position after which to look, -1 for the beginning
     * @param limit the maximum number of turns
     */
    Optional<PendingBatch> nextForReextraction(String conversationId, String extractor, long after, int limit);

    /**
     * {@return the number of tokens spent for a scope on the UTC day of a time}
     *
     * @param scope the exact scope of the turns
     * @param at a time of the day
     */
    long spent(Scope scope, Instant at);

    /**
     * Records tokens that were spent without an effect on any turn.
     *
     * @param scope the exact scope of the turns
     * @param tokens the number of tokens
     * @param at the current time
     */
    void spend(Scope scope, long tokens, Instant at);

    /**
     * Applies steps, records rejections and marks the turns as extracted, atomically.
     *
     * @param batch the changes to apply
     * @return false if nothing was written, because a turn is no longer pending or a memory has changed in the meantime
     */
    boolean learn(LearnedBatch batch);

    /**
     * Records a further failed attempt to extract facts from turns, and its cost.
     *
     * @param scope the exact scope of the turns
     * @param turnIds the ids of the turns
     * @param tokens the tokens spent
     * @param at the current time
     */
    void failed(Scope scope, Collection<String> turnIds, long tokens, Instant at);

    /**
     * Parks turns: no extraction is attempted until they are replayed.
     *
     * @param turnIds the ids of the turns
     * @param because what failed
     * @param at the current time
     */
    void park(Collection<String> turnIds, String because, Instant at);

    /**
     * {@return parked turns, in the order in which they were recorded}
     *
     * @param scope the scope to read
     * @param limit the maximum number of turns
     */
    List<ParkedTurn> parked(Scope scope, int limit);

    /**
     * Makes parked turns pending again.
     *
     * @param scope the scope of the turns
     * @return their conversations
     */
    List<Conversation> replay(Scope scope);

    /**
     * {@return the sources of a memory, in the order in which they were said}
     *
     * @param scope the scope to read
     * @param memoryId the id of the memory
     */
    List<MemorySource> sources(Scope scope, String memoryId);

    /**
     * {@return rejected proposals, latest first}
     *
     * @param scope the scope to read
     * @param limit the maximum number of proposals
     */
    List<MemoryEvent> rejections(Scope scope, int limit);

    /**
     * {@return all steps of the operation that a step belongs to, in order; empty if the scope holds no such step}
     *
     * @param scope the scope to read
     * @param eventId the id of one of the steps
     */
    List<PastStep> operation(Scope scope, String eventId);

    /**
     * {@return every memory as it was recorded at a time, including past ones}
     *
     * @param scope the scope to read
     * @param at the time
     */
    List<Memory> asRecorded(Scope scope, Instant at);

    /**
     * {@return the vectors of memories, including past ones, by the memory's id; memories without a vector are left
     * out}
     *
     * @param ids the ids of the memories
     * @param embedderId the vector space
     */
    Map<String, float[]> vectors(Collection<String> ids, String embedderId);
}
