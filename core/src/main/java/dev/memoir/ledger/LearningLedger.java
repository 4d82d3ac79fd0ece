package dev.memoir.ledger;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.ParkedTurn;
import dev.memoir.RecordedTurn;
import dev.memoir.Scope;
import dev.memoir.Source;
import dev.memoir.resolve.StatementOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of a ledger that learning reads and writes. Every method is one transaction. Implementations are thread-safe. */
public interface LearningLedger {

    /**
     * {@return conversations with turns that facts are to be drawn from}
     *
     * @param limit at most so many
     */
    List<Conversation> pendingConversations(int limit);

    /**
     * {@return a conversation}
     *
     * @param scope the scope of its turns, exactly
     * @param name its name
     */
    Optional<Conversation> conversation(Scope scope, String name);

    /**
     * {@return the oldest pending turns of a conversation that go together; empty if none is pending}
     *
     * @param conversationId which
     * @param limit at most so many turns
     */
    Optional<PendingBatch> nextPending(String conversationId, int limit);

    /**
     * {@return the turns of a conversation just before one, in order, without parked ones: what was rejected alone would have
     * the turns after it rejected too}
     *
     * @param conversationId which
     * @param sequence the place of that one
     * @param limit at most so many
     */
    List<RecordedTurn> before(String conversationId, long sequence, int limit);

    /**
     * {@return memories with all members of their chains, past ones too}
     *
     * @param scope the scope they were written with, exactly
     * @param ids of some members
     */
    List<Memory> chains(Scope scope, Collection<String> ids);

    /**
     * {@return the ids of the turns that memories come from, by the memory's id}
     *
     * @param memoryIds which
     */
    Map<String, Set<String>> sourceTurns(Collection<String> memoryIds);

    /**
     * {@return when turns were said, by the turn's id; those that were forgotten are left out}
     *
     * @param turnIds the ids of the turns
     */
    Map<String, StatementOrder> saidTimes(Collection<String> turnIds);

    /**
     * {@return the assistant's turns that follow turns, up to the user's next one, in order}
     *
     * @param turnIds the turns that were answered
     */
    List<RecordedTurn> answers(Collection<String> turnIds);

    /**
     * {@return the texts of memories that were retracted at the request that a turn answers, by the operation} Empty unless the
     * user's last turn before it is suppressed.
     *
     * @param answerId the id of the turn
     */
    Map<String, List<String>> retractedBefore(String answerId);

    /**
     * {@return memories that come from any of these turns, past and retracted ones too}
     *
     * @param scope the scope they were written with, exactly
     * @param turnIds which turns
     */
    List<Memory> drawnFrom(Scope scope, Collection<String> turnIds);

    /**
     * {@return conversations of which a scope reads the turns, in the order of their ids}
     *
     * @param scope who reads
     */
    List<Conversation> conversations(Scope scope);

    /**
     * {@return the next turns of a conversation that were drawn from, and not by this extractor; empty if there are none}
     *
     * @param conversationId which
     * @param extractor the id of the extractor whose turns are passed over
     * @param after the place after which to look, -1 for the beginning
     * @param limit at most so many turns
     */
    Optional<PendingBatch> nextDrawn(String conversationId, String extractor, long after, int limit);

    /**
     * {@return how many tokens were spent for a scope on the day (in UTC) of a time}
     *
     * @param scope the scope of the turns, exactly
     * @param at when
     */
    long spent(Scope scope, Instant at);

    /**
     * Notes tokens that were spent and had no effect on any turn.
     *
     * @param scope the scope of the turns, exactly
     * @param tokens how many
     * @param at when
     */
    void spend(Scope scope, long tokens, Instant at);

    /**
     * Takes steps, notes what was rejected, and marks the turns as done, all together.
     *
     * @param batch what is learned
     * @return false if nothing was written, because a turn is not pending any more or a memory has changed meanwhile
     */
    boolean learn(LearnedBatch batch);

    /**
     * Notes that drawing facts from turns failed once more, and what that cost.
     *
     * @param scope the scope of the turns, exactly
     * @param turnIds which
     * @param tokens that were spent
     * @param at now
     */
    void failed(Scope scope, Collection<String> turnIds, long tokens, Instant at);

    /**
     * Gives turns up until they are replayed.
     *
     * @param turnIds which
     * @param because what failed
     * @param at now
     */
    void park(Collection<String> turnIds, String because, Instant at);

    /**
     * {@return turns that were given up, in the order in which they were recorded}
     *
     * @param scope who reads
     * @param limit at most so many
     */
    List<ParkedTurn> parked(Scope scope, int limit);

    /**
     * Makes parked turns pending again.
     *
     * @param scope whose
     * @return the conversations they are in
     */
    List<Conversation> replay(Scope scope);

    /**
     * {@return what a memory comes from, in the order in which it was said}
     *
     * @param scope who reads
     * @param memoryId which
     */
    List<Source> sources(Scope scope, String memoryId);

    /**
     * {@return what was turned away, the latest first}
     *
     * @param scope who reads
     * @param limit at most so many
     */
    List<MemoryEvent> rejections(Scope scope, int limit);

    /**
     * {@return all steps that were taken together with one, in order; empty if the scope holds no such step}
     *
     * @param scope who reads
     * @param eventId one of them
     */
    List<PastStep> operation(Scope scope, String eventId);

    /**
     * {@return every memory as it was known to be at a time, past ones too}
     *
     * @param scope who reads
     * @param at when
     */
    List<Memory> asRecorded(Scope scope, Instant at);

    /**
     * {@return the vectors of memories, past ones too, by the memory's id; those that have none are left out}
     *
     * @param ids which
     * @param embedderId which vector space
     */
    Map<String, float[]> vectors(Collection<String> ids, String embedderId);

    /**
     * Starts to have work done on conversations: each task of each by one worker of all that share the ledger at a time, and again after
     * a worker dies.
     *
     * @param work what to do for each task; a task without any is done with
     * @param threads how many at a time, at least 1
     * @param poll how often to look for what is due
     * @return the schedule; closing it waits for running work
     */
    ConversationSchedule schedule(Map<ConversationTask, ConversationWork> work, int threads, Duration poll);
}
