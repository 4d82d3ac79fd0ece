package dev.memoir.ledger;

import dev.memoir.AddResult;
import dev.memoir.ForgetIncompleteException;
import dev.memoir.ForgetReceipt;
import dev.memoir.IdempotencyConflictException;
import dev.memoir.ListRequest;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.Recalled;
import dev.memoir.RecordedTurn;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.IndexChange;
import dev.memoir.index.ItemRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The truth: turns, memories, their history and vectors, and the feed of changes that indexes follow. Every write is one
 * transaction, committed when the method returns. Implementations are thread-safe.
 *
 * <p>All methods throw {@link StorageException} if the store cannot be read or written; then nothing was written.
 */
public interface Ledger extends LearningLedger, SummaryLedger, EntityLedger, TransferLedger, AutoCloseable {

    /** {@return the ledger's own id, minted when it was made} */
    String id();

    /**
     * Records turns and memories. If the batch's request was carried out before, nothing is recorded and what it
     * recorded then is returned; however many threads come at once with one request, one carries it out.
     *
     * @param batch what to record
     * @return what was recorded
     * @throws IdempotencyConflictException if the request's key was used for other content
     */
    AddResult add(WriteBatch batch);

    /**
     * {@return what a request recorded, less what was forgotten since; empty if it was not carried out yet}
     *
     * @param scope the request's scope, exactly
     * @param request the request
     * @throws IdempotencyConflictException if the request's key was used for other content
     */
    Optional<AddResult> replay(Scope scope, RequestKey request);

    /**
     * {@return a memory, expired or retracted ones too}
     *
     * @param scope who reads
     * @param id the memory's id
     */
    Optional<Memory> memory(Scope scope, String id);

    /**
     * {@return those of the items that there are: turns, and memories that are not retracted}
     *
     * @param scope who reads; other scopes' items are left out
     * @param refs which
     */
    Map<ItemRef, Recalled> fetch(Scope scope, Collection<ItemRef> refs);

    /**
     * {@return a page of memories}
     *
     * @param request which
     * @param now when expired memories are hidden
     */
    Page<Memory> memories(ListRequest request, Instant now);

    /**
     * {@return facts, preferences and events that hold: the first and the latest ones that were recorded, in that order} Those
     * whose words come from a tool, a document or the system are left out, and so are events of days past.
     *
     * @param scope who reads
     * @param now when
     * @param limit at most so many of the first, and so many of the latest
     */
    List<CurrentMemory> standing(Scope scope, Instant now, int limit);

    /**
     * {@return a page of turns}
     *
     * @param request which
     */
    Page<RecordedTurn> turns(ListRequest request);

    /**
     * Changes a memory that is not retracted.
     *
     * @param scope who writes
     * @param id the memory's id
     * @param update what to change
     * @param vector the embedding of a new text, or null if there is none yet (then old ones are dropped)
     * @param embedderId the vector space of the vector
     * @param eventId a new id for the step of history
     * @param now when
     * @return the memory as it is now; empty if the scope holds none such
     */
    Optional<Memory> update(
            Scope scope,
            String id,
            MemoryUpdate update,
            float @Nullable [] vector,
            String embedderId,
            String eventId,
            Instant now);

    /**
     * Retracts a memory.
     *
     * @param scope who writes
     * @param id the memory's id
     * @param eventId a new id for the step of history
     * @param now when
     * @return whether the scope held it and it was not retracted before
     */
    boolean retract(Scope scope, String id, String eventId, Instant now);

    /**
     * {@return the steps of a memory's life, oldest first}
     *
     * @param scope who reads
     * @param id the memory's id
     */
    List<MemoryEvent> history(Scope scope, String id);

    /**
     * Hides turns and memories from recall, with the summaries and procedures that tell of the turns. Nothing is destroyed.
     *
     * @param scope the scope to write in
     * @param itemIds ids of turns and memories; those that the scope does not hold, or that are hidden, are passed over
     * @param why the reason for the history, or null
     * @param now when
     * @return the steps that were taken
     */
    List<MemoryEvent> suppress(Scope scope, Collection<String> itemIds, @Nullable String why, Instant now);

    /**
     * Shows suppressed turns and memories to recall again.
     *
     * @param scope the scope to write in
     * @param itemIds ids of turns and memories; those that the scope does not hold, or that are not hidden, are passed over
     * @param now when
     * @return the steps that were taken
     */
    List<MemoryEvent> unsuppress(Scope scope, Collection<String> itemIds, Instant now);

    /**
     * Takes the steps of turns back that were taken together with one.
     *
     * @param scope the scope to write in
     * @param eventId a step of a turn
     * @param now when
     * @return the steps that took them back; empty if the scope holds no such step
     */
    List<MemoryEvent> undoSuppression(Scope scope, String eventId, Instant now);

    /**
     * {@return the steps of turns that were taken together}
     *
     * @param operation the id that the steps have in common
     */
    List<MemoryEvent> turnSteps(String operation);

    /**
     * Destroys everything a scope reads, in every table and in the log of writes.
     *
     * @param scope who forgets
     * @return what was destroyed
     * @throws ForgetIncompleteException if it is destroyed, but bytes of it may be left in files
     */
    ForgetReceipt forget(Scope scope);

    /**
     * Destroys one turn or memory, in every table and in the log of writes.
     *
     * @param scope who forgets
     * @param id the id of a turn or memory
     * @return what was destroyed
     * @throws ForgetIncompleteException if it is destroyed, but bytes of it may be left in files
     */
    ForgetReceipt forget(Scope scope, String id);

    /**
     * {@return what {@link #forget(Scope)} would destroy now} Nothing is written.
     *
     * @param scope who would forget
     */
    ForgetReceipt wouldForget(Scope scope);

    /**
     * Destroys what a retention rule takes, some at a time, so that no writer waits for long.
     *
     * @param rule which
     * @param now the reference instant
     * @return what was destroyed
     * @throws ForgetIncompleteException if it is destroyed, but bytes of it may be left in files
     */
    ForgetReceipt sweep(RetentionRule rule, Instant now);

    /**
     * {@return how many turns and memories, with their steps, vectors and sources, a retention rule would take now} Nothing is
     * written.
     *
     * @param rule which
     * @param now the reference instant
     */
    ForgetReceipt wouldSweep(RetentionRule rule, Instant now);

    /**
     * Has something done again and again: by one of all processes that share the ledger at a time, and by another when that
     * one dies.
     *
     * @param name of the work, the same in all processes
     * @param every the pause between two runs
     * @param work what to do; when it throws, it is tried again after the pause
     * @return closing it waits for a run that has begun
     */
    Resource recurring(String name, Duration every, Runnable work);

    /** Something that is closed without a checked exception. */
    @FunctionalInterface
    interface Resource extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * {@return how much a scope holds}
     *
     * @param scope who reads
     */
    MemoryStats stats(Scope scope);

    /** {@return how much the whole ledger holds} */
    MemoryStats stats();

    /** {@return the sequence of the latest change, 0 if there was none} */
    long lastChange();

    /**
     * {@return how many changes come after one}
     *
     * @param after the sequence of a change, or 0
     */
    long countChanges(long after);

    /**
     * Reads the change feed. An item stands in it once, at its latest change, so the feed from 0 is everything there is.
     *
     * @param after the sequence of a change, or 0
     * @param limit at most so many
     * @param embedderId which vectors the documents carry
     * @return the changes after it, in order
     */
    List<IndexChange> changes(long after, int limit, String embedderId);

    /**
     * {@return turns and memories that have no vector of an embedder}
     *
     * @param embedderId which
     * @param limit at most so many
     */
    List<MissingVector> unembedded(String embedderId, int limit);

    /**
     * {@return how many turns and memories have no vector of an embedder}
     *
     * @param embedderId which
     */
    long countUnembedded(String embedderId);

    /**
     * Keeps vectors, and puts their items into the change feed again.
     *
     * @param embedderId which vector space
     * @param vectors by item; items that are gone, or whose text is another by now, are passed over
     */
    void putVectors(String embedderId, Map<MissingVector, float[]> vectors);

    /**
     * Keeps vectors that no index in use waits for: their items stay where they are in the change feed.
     *
     * @param embedderId which vector space
     * @param vectors by item; items that are gone, or whose text is another by now, are passed over
     */
    void keepVectors(String embedderId, Map<MissingVector, float[]> vectors);

    /**
     * {@return how long the vectors of an embedder are that are kept: as asked if any is, else as any is; empty if there is
     * none}
     *
     * @param embedderId which vector space
     * @param asked the number of dimensions that is looked for first
     */
    OptionalInt vectorDimension(String embedderId, int asked);

    /**
     * {@return the scale of the cosines of an embedder, if it was measured}
     *
     * @param embedderId the vector space
     * @param reference the version of the reference texts that it was to be measured with
     */
    Optional<SimilarityScale> similarityScale(String embedderId, int reference);

    /**
     * Keeps the scale of the cosines of an embedder unless there is one: the first of several processes decides for all.
     *
     * @param embedderId the vector space
     * @param reference the version of the reference texts that it was measured with
     * @param measured the scale
     * @return the scale that is kept
     */
    SimilarityScale keepSimilarityScale(String embedderId, int reference, SimilarityScale measured);

    /**
     * Destroys vectors of a space. They can be made again.
     *
     * @param embedderId which vector space
     * @param items the ids of what they are of
     */
    void dropVectors(String embedderId, Collection<String> items);

    /**
     * Destroys all vectors of a space. They can be made again.
     *
     * @param embedderId which vector space
     * @return how many there were
     */
    long dropVectors(String embedderId);

    @Override
    void close();
}
