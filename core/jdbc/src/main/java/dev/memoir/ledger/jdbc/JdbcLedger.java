package dev.memoir.ledger.jdbc;

import dev.memoir.AddResult;
import dev.memoir.Entity;
import dev.memoir.EntityEvent;
import dev.memoir.ErasureLevel;
import dev.memoir.ForgetIncompleteException;
import dev.memoir.ForgetResult;
import dev.memoir.IdGenerator;
import dev.memoir.InvalidInputException;
import dev.memoir.ListRequest;
import dev.memoir.MemoirException;
import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemoryItem;
import dev.memoir.MemorySource;
import dev.memoir.MemoryStats;
import dev.memoir.MemoryUpdate;
import dev.memoir.Page;
import dev.memoir.ParkedSummary;
import dev.memoir.ParkedTurn;
import dev.memoir.RetentionRule;
import dev.memoir.Scope;
import dev.memoir.StorageException;
import dev.memoir.StoredTurn;
import dev.memoir.embed.SimilarityScale;
import dev.memoir.index.IndexChange;
import dev.memoir.index.ItemRef;
import dev.memoir.jdbc.PostgresTables;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.ConversationSchedule;
import dev.memoir.ledger.ConversationTask;
import dev.memoir.ledger.ConversationWork;
import dev.memoir.ledger.CurrentMemory;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.Ledger;
import dev.memoir.ledger.MissingVector;
import dev.memoir.ledger.PastStep;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.PortableRecord;
import dev.memoir.ledger.QueryNames;
import dev.memoir.ledger.RejectedProposal;
import dev.memoir.ledger.RequestKey;
import dev.memoir.ledger.UnsummarizedTurns;
import dev.memoir.ledger.WriteBatch;
import dev.memoir.maintenance.ImportResult;
import dev.memoir.resolve.NameMatcher;
import dev.memoir.resolve.StatementOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A ledger in a relational database. Every method is one transaction. Thread-safe. */
public final class JdbcLedger implements Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);

    /**
     * Rows deleted per transaction of a sweep: some tens of milliseconds, and few enough for a statement's parameters.
     */
    private static final int SWEEP_BATCH = 300;

    private final LedgerDatabase store;
    private final IdGenerator ids;
    private final String id;

    /** Takes ownership of the database: closing the ledger closes it. */
    JdbcLedger(LedgerDatabase store, IdGenerator ids) {
        this.store = store;
        this.ids = ids;
        this.id = store.write(handle -> LedgerTable.id(handle, ids.next()));
        finishScrubbing();
    }

    /** A full disk must not prevent a ledger from being opened and read; the next forget or opening tries again. */
    private void finishScrubbing() {
        try {
            scrubIfNeeded();
        } catch (StorageException e) {
            LOG.warn("Bytes of the last forgotten items may remain in the ledger's files: {}", e.getMessage());
        }
    }

    /**
     * Opens the ledger in a SQLite file, creating or migrating it if need be. Completes a forget that a crash
     * interrupted.
     *
     * <p>Other processes may open the same file, but each waits for the writes of the others.
     *
     * @param databaseFile the file; its directory must exist
     * @param ids generates the ids of the ledger, of conversations and of requests
     * @return the ledger
     * @throws StorageException if the file cannot be created, read or written, is damaged or is of a later version
     */
    public static JdbcLedger sqlite(Path databaseFile, IdGenerator ids) {
        return opened(SqliteLedgerDatabase.open(databaseFile), ids);
    }

    /**
     * Opens the ledger in a SQLite file like {@link #sqlite(Path, IdGenerator)}, with another lock timeout.
     *
     * @param databaseFile the file; its directory must exist
     * @param lockTimeout how long a call waits for a lock of another process, such as a backup, at least 1 ms; 10
     *     seconds by default
     * @param ids generates the ids of the ledger, of conversations and of requests
     * @return the ledger
     * @throws InvalidInputException if the timeout is not positive
     * @throws StorageException if the file cannot be created, read or written, is damaged or is of a later version
     */
    public static JdbcLedger sqlite(Path databaseFile, Duration lockTimeout, IdGenerator ids) {
        if (lockTimeout.toMillis() < 1 || lockTimeout.toMillis() > Integer.MAX_VALUE) {
            throw new InvalidInputException("A lock timeout of " + lockTimeout
                    + " is out of range. Use at least a millisecond and at most 24 days.");
        }
        return opened(SqliteLedgerDatabase.open(databaseFile, lockTimeout), ids);
    }

    /** Opens the ledger in a PostgreSQL database, see {@link PostgresLedger}. */
    static JdbcLedger postgres(
            DataSource source, PostgresTables location, Duration lease, Runnable closing, IdGenerator ids) {
        return opened(PostgresLedgerDatabase.open(source, location, lease, closing), ids);
    }

    private static JdbcLedger opened(LedgerDatabase store, IdGenerator ids) {
        try {
            return new JdbcLedger(store, ids);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private <T> T write(Scope scope, Function<Handle, T> work) {
        return store.write(handle -> {
            store.lock(handle, List.of(scope));
            return work.apply(handle);
        });
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public AddResult add(WriteBatch batch) {
        return write(batch.scope(), handle -> BatchWriter.record(handle, batch, ids));
    }

    @Override
    public Optional<AddResult> replay(Scope scope, RequestKey request) {
        return store.read(handle -> RequestTable.replay(handle, scope, request));
    }

    @Override
    public Optional<Memory> memory(Scope scope, String id) {
        return store.read(handle -> MemoryTable.find(handle, scope, id));
    }

    @Override
    public Map<ItemRef, MemoryItem> fetch(Scope scope, Collection<ItemRef> refs) {
        return store.readOnce(handle -> ItemReader.fetch(handle, scope, refs));
    }

    @Override
    public Page<Memory> memories(ListRequest request, Instant now) {
        return store.read(handle -> MemoryTable.list(handle, request, now));
    }

    @Override
    public Page<StoredTurn> turns(ListRequest request) {
        return store.read(handle -> TurnTable.list(handle, request));
    }

    @Override
    public Optional<Memory> update(
            Scope scope,
            String id,
            MemoryUpdate update,
            float @Nullable [] vector,
            String embedderId,
            String eventId,
            Instant now) {
        return write(
                scope, handle -> MemoryUpdates.update(handle, scope, id, update, vector, embedderId, eventId, now));
    }

    @Override
    public boolean retract(Scope scope, String id, String eventId, Instant now) {
        return write(scope, handle -> MemoryUpdates.retract(handle, scope, id, eventId, now));
    }

    @Override
    public List<MemoryEvent> history(Scope scope, String id) {
        return store.read(handle -> EventTable.of(handle, scope, id));
    }

    @Override
    public List<MemoryEvent> suppress(Scope scope, Collection<String> itemIds, @Nullable String why, Instant now) {
        return write(scope, handle -> new SuppressionWriter(handle, ids).suppress(scope, itemIds, why, now));
    }

    @Override
    public List<MemoryEvent> unsuppress(Scope scope, Collection<String> itemIds, Instant now) {
        return write(scope, handle -> new SuppressionWriter(handle, ids).unsuppress(scope, itemIds, now));
    }

    @Override
    public List<MemoryEvent> undoSuppression(Scope scope, String eventId, Instant now) {
        return write(scope, handle -> new SuppressionWriter(handle, ids).revert(scope, eventId, now));
    }

    @Override
    public List<MemoryEvent> turnSteps(String operation) {
        return store.read(handle -> SuppressionWriter.steps(handle, operation));
    }

    @Override
    public List<StoredTurn> answers(Collection<String> turnIds) {
        return store.read(handle -> AssistantAnswerQueries.following(handle, turnIds));
    }

    @Override
    public Map<String, List<String>> retractedBefore(String answerId) {
        return store.read(handle -> AssistantAnswerQueries.retractedBefore(handle, answerId));
    }

    @Override
    public ForgetResult forget(Scope scope) {
        return destroy(scope, null);
    }

    @Override
    public ForgetResult forget(Scope scope, String id) {
        return destroy(scope, id);
    }

    /** Scrubs even if nothing was found: the last scrub may have failed, and this is how it is repeated. */
    private ForgetResult destroy(Scope scope, @Nullable String id) {
        return scrubbed(write(scope, handle -> Deletion.forget(handle, scope, id)));
    }

    private ForgetResult scrubbed(ForgetResult receipt) {
        try {
            return receipt.erased(scrubIfNeeded(), receipt.index());
        } catch (StorageException e) {
            throw new ForgetIncompleteException(
                    receipt,
                    "The ledger has forgotten " + receipt.turns() + " turns and " + receipt.memories()
                            + " memories permanently, but bytes of them may remain in its files. "
                            + e.getMessage(),
                    e);
        }
    }

    private ErasureLevel scrubIfNeeded() {
        if (!store.read(LedgerTable::unscrubbed)) {
            return ErasureLevel.NONE;
        }
        ErasureLevel done = store.scrub();
        store.write(handle -> LedgerTable.unscrubbed(handle, false));
        return done;
    }

    /** Deletes, counts and rolls back, so the counts are exactly those of a forget. */
    @Override
    public ForgetResult previewForget(Scope scope) {
        try {
            return write(scope, handle -> {
                throw new DryRun(Deletion.forget(handle, scope, null));
            });
        } catch (DryRun e) {
            return e.receipt;
        }
    }

    @Override
    public ForgetResult sweep(RetentionRule rule, Instant now) {
        RowSelection selection = RetentionSql.selection(rule, now);
        ForgetResult receipt = ForgetResult.of(Map.of());
        List<String> next = next(selection);
        while (!next.isEmpty()) {
            RowSelection batch = selection.among(next);
            receipt = receipt.plus(store.write(handle -> {
                store.lock(handle, batch.scopes(handle));
                return Deletion.sweep(handle, batch);
            }));
            next = next(selection);
        }
        return scrubbed(receipt);
    }

    private List<String> next(RowSelection selection) {
        return store.read(handle -> RetentionSql.next(handle, selection, SWEEP_BATCH));
    }

    @Override
    public ForgetResult previewSweep(RetentionRule rule, Instant now) {
        return store.read(handle -> RetentionSql.count(handle, RetentionSql.selection(rule, now)));
    }

    @Override
    public void read(@Nullable Scope scope, boolean vectors, Consumer<PortableRecord> to) {
        store.read(handle -> {
            new LedgerExport(handle, scope, vectors, to).run();
            return true;
        });
    }

    @Override
    public long countRecords(@Nullable Scope scope) {
        return store.read(handle -> LedgerExport.count(handle, scope));
    }

    @Override
    public ImportResult importRecords(List<PortableRecord> records) {
        Set<Scope> scopes = LedgerImport.scopes(records);
        return store.write(handle -> {
            store.lock(handle, scopes);
            return new LedgerImport(handle, ids).take(records);
        });
    }

    @Override
    public Resource recurring(String name, Duration every, Runnable work) {
        return RecurringTask.start(store, name, every, work);
    }

    @Override
    public MemoryStats stats(Scope scope) {
        return store.read(handle -> StatsQueries.stats(handle, scope));
    }

    @Override
    public MemoryStats stats() {
        return store.read(StatsQueries::stats);
    }

    @Override
    public long lastChange() {
        return store.read(ChangeFeed::last);
    }

    @Override
    public long countChanges(long after) {
        return store.read(handle -> ChangeFeed.count(handle, after));
    }

    @Override
    public List<IndexChange> changes(long after, int limit, String embedderId) {
        return store.read(handle -> ChangeFeed.after(handle, after, limit, embedderId));
    }

    @Override
    public List<MissingVector> missingVectors(String embedderId, int limit) {
        return store.read(handle -> VectorTable.missing(handle, embedderId, limit));
    }

    @Override
    public long countUnembedded(String embedderId) {
        return store.read(handle -> VectorTable.countMissing(handle, embedderId));
    }

    @Override
    public void putVectors(String embedderId, Map<MissingVector, float[]> vectors) {
        store.write(handle -> {
            store.lock(handle, VectorTable.scopes(handle, vectors.keySet()));
            return VectorWriter.put(handle, embedderId, vectors, true);
        });
    }

    @Override
    public void keepVectors(String embedderId, Map<MissingVector, float[]> vectors) {
        store.write(handle -> {
            store.lock(handle, VectorTable.scopes(handle, vectors.keySet()));
            return VectorWriter.put(handle, embedderId, vectors, false);
        });
    }

    @Override
    public OptionalInt vectorDimension(String embedderId, int preferred) {
        return store.read(handle -> VectorTable.dimension(handle, embedderId, preferred));
    }

    @Override
    public Optional<SimilarityScale> similarityScale(String embedderId, int reference) {
        return store.read(handle -> SimilarityScaleTable.find(handle, embedderId, reference));
    }

    @Override
    public SimilarityScale keepSimilarityScale(String embedderId, int reference, SimilarityScale measured) {
        return store.write(handle -> SimilarityScaleTable.keep(handle, embedderId, reference, measured));
    }

    @Override
    public void dropVectors(String embedderId, Collection<String> items) {
        store.write(handle -> {
            VectorTable.drop(handle, embedderId, items);
            return items.size();
        });
    }

    @Override
    public long dropVectors(String embedderId) {
        return store.write(handle -> VectorTable.dropAll(handle, embedderId));
    }

    @Override
    public List<Conversation> pendingConversations(int limit) {
        return store.read(handle -> PendingTurns.conversations(handle, limit));
    }

    @Override
    public Optional<Conversation> conversation(Scope scope, String name) {
        return store.read(handle -> PendingTurns.conversation(handle, scope, name));
    }

    @Override
    public Optional<PendingBatch> nextPending(String conversationId, int limit) {
        return store.read(handle -> PendingTurns.next(handle, conversationId, limit));
    }

    @Override
    public List<StoredTurn> turnsBefore(String conversationId, long sequence, int limit) {
        return store.read(handle -> PendingTurns.before(handle, conversationId, sequence, limit));
    }

    @Override
    public List<Memory> chains(Scope scope, Collection<String> ids) {
        return store.read(handle -> LearningSteps.chains(handle, scope, ids));
    }

    @Override
    public Map<String, Set<String>> sourceTurns(Collection<String> memoryIds) {
        return store.read(handle -> SourceTable.turns(handle, memoryIds));
    }

    @Override
    public Map<String, StatementOrder> statementOrders(Collection<String> turnIds) {
        return store.read(handle -> TurnTable.saidTimes(handle, turnIds));
    }

    @Override
    public boolean learn(LearnedBatch batch) {
        return writeIfStill(batch.scope(), handle -> LearningSteps.write(handle, batch, ids));
    }

    /** Commits all of the work, or nothing if the work reports that it was decided on outdated data. */
    private boolean writeIfStill(Scope scope, Predicate<Handle> work) {
        try {
            return write(scope, handle -> {
                if (!work.test(handle)) {
                    throw new Outdated();
                }
                return true;
            });
        } catch (Outdated e) {
            return false;
        }
    }

    @Override
    public List<Conversation> unsummarized(int turns, int limit) {
        return store.read(handle -> SummaryTable.unsummarized(handle, turns, limit));
    }

    @Override
    public Optional<UnsummarizedTurns> unsummarized(String conversationId, int limit) {
        return store.read(handle -> UnsummarizedQueries.read(handle, conversationId, limit));
    }

    @Override
    public Optional<Conversation> end(Scope scope, String name) {
        return write(scope, handle -> SummaryTable.end(handle, scope, name));
    }

    @Override
    public boolean summarize(UnsummarizedTurns episode, @Nullable String memoryId, LearnedBatch learned) {
        return writeIfStill(
                learned.scope(),
                handle -> SummaryTable.advance(handle, episode, memoryId)
                        && UnsummarizedQueries.allPresent(
                                handle,
                                episode.turns().stream().map(StoredTurn::id).toList())
                        && LearningSteps.write(handle, learned, ids));
    }

    @Override
    public void summaryFailed(Conversation conversation, List<RejectedProposal> rejected, long tokens, Instant at) {
        write(conversation.scope(), handle -> {
            SpendingTable.add(handle, conversation.scope(), at, tokens);
            LearningSteps.reject(handle, rejected, conversation.scope());
            return SummaryTable.failed(handle, conversation.id());
        });
    }

    @Override
    public void parkSummary(Conversation conversation, String because, Instant at) {
        write(conversation.scope(), handle -> SummaryTable.park(handle, conversation.id(), because, at));
    }

    @Override
    public List<ParkedSummary> parkedSummaries(Scope scope, int limit) {
        return store.read(handle -> SummaryTable.parked(handle, scope, limit));
    }

    @Override
    public List<Conversation> replaySummaries(Scope scope) {
        return write(scope, handle -> SummaryTable.replay(handle, scope));
    }

    @Override
    public boolean writeDerived(LearnedBatch learned, Collection<String> turnIds) {
        return writeIfStill(
                learned.scope(),
                handle -> UnsummarizedQueries.allPresent(handle, turnIds)
                        && LearningSteps.write(handle, learned, ids)
                        && PendingTurns.skip(handle, turnIds, learned)
                        && SummaryTable.skip(handle, turnIds));
    }

    @Override
    public List<CurrentMemory> currentMemories(Scope scope, Instant now, int limit) {
        return store.read(handle -> CurrentMemories.read(handle, scope, now, limit));
    }

    @Override
    public void spend(Scope scope, long tokens, Instant at) {
        write(scope, handle -> {
            SpendingTable.add(handle, scope, at, tokens);
            return tokens;
        });
    }

    @Override
    public void failed(Scope scope, Collection<String> turnIds, long tokens, Instant at) {
        write(scope, handle -> {
            SpendingTable.add(handle, scope, at, tokens);
            return PendingTurns.failed(handle, turnIds);
        });
    }

    @Override
    public List<Memory> extractedFrom(Scope scope, Collection<String> turnIds) {
        return store.read(handle -> SourceTable.memories(handle, scope, turnIds));
    }

    @Override
    public List<Conversation> conversations(Scope scope) {
        return store.read(handle -> PendingTurns.conversations(handle, scope));
    }

    @Override
    public Optional<PendingBatch> nextForReextraction(String conversationId, String extractor, long after, int limit) {
        return store.read(handle -> PendingTurns.nextDrawn(handle, conversationId, extractor, after, limit));
    }

    @Override
    public long spent(Scope scope, Instant at) {
        return store.read(handle -> SpendingTable.spent(handle, scope, at));
    }

    @Override
    public void park(Collection<String> turnIds, String because, Instant at) {
        store.write(handle -> PendingTurns.park(handle, turnIds, because, at));
    }

    @Override
    public List<ParkedTurn> parked(Scope scope, int limit) {
        return store.read(handle -> PendingTurns.parked(handle, scope, limit));
    }

    @Override
    public List<Conversation> replay(Scope scope) {
        return write(scope, handle -> PendingTurns.replay(handle, scope));
    }

    @Override
    public List<MemorySource> sources(Scope scope, String memoryId) {
        return store.read(handle -> SourceTable.of(handle, scope, memoryId));
    }

    @Override
    public List<MemoryEvent> rejections(Scope scope, int limit) {
        return store.read(handle -> StepHistory.rejections(handle, scope, limit));
    }

    @Override
    public List<PastStep> operation(Scope scope, String eventId) {
        return store.read(handle -> StepHistory.operation(handle, scope, eventId));
    }

    @Override
    public List<Memory> asRecorded(Scope scope, Instant at) {
        return store.read(handle -> StepHistory.asRecorded(handle, scope, at));
    }

    @Override
    public Map<String, float[]> vectors(Collection<String> ids, String embedderId) {
        return store.read(handle -> VectorTable.of(handle, ids, embedderId));
    }

    @Override
    public Page<Entity> entities(Scope scope, int limit, @Nullable String after) {
        return store.read(handle -> EntityQueries.list(handle, scope, limit, after));
    }

    @Override
    public List<Entity> entities(Scope scope, String name) {
        return store.read(handle -> EntityQueries.find(handle, scope, name));
    }

    @Override
    public Page<MemoryItem> mentions(Scope scope, String name, int limit, @Nullable String after) {
        return store.read(handle -> EntityQueries.mentions(handle, scope, name, limit, after));
    }

    @Override
    public List<Entity> mentionedIn(Scope scope, String itemId) {
        return store.read(handle -> EntityQueries.mentionedIn(handle, scope, itemId));
    }

    @Override
    public QueryNames named(Scope scope, NameMatcher question) {
        return store.readOnce(handle -> EntityQueries.named(handle, scope, question));
    }

    @Override
    public Entity merge(Scope scope, String name, String other, String eventId, Instant at) {
        return write(scope, handle -> new EntityMerges(handle, scope, eventId, at).merge(name, other));
    }

    @Override
    public boolean split(Scope scope, String other, String eventId, Instant at) {
        return write(scope, handle -> new EntityMerges(handle, scope, eventId, at).split(other));
    }

    @Override
    public boolean undoMerge(Scope scope, String undone, String eventId, Instant at) {
        return write(scope, handle -> new EntityMerges(handle, scope, eventId, at).undo(undone));
    }

    @Override
    public List<EntityEvent> entityHistory(Scope scope, String name) {
        return store.read(handle -> EntityEventTable.of(handle, scope, name));
    }

    @Override
    public boolean linkEarlier() {
        return new EntityBackfill(store).step();
    }

    @Override
    public ConversationSchedule schedule(Map<ConversationTask, ConversationWork> work, int threads, Duration poll) {
        return JdbcConversationSchedule.start(store, work, threads, poll);
    }

    /** Rolls back a dry run. */
    private static final class DryRun extends MemoirException {

        private static final long serialVersionUID = 1L;

        private final transient ForgetResult receipt;

        DryRun(ForgetResult receipt) {
            super("a dry run", null);
            this.receipt = receipt;
        }
    }

    /** Rolls back a transaction that was decided on outdated data. */
    private static final class Outdated extends MemoirException {

        private static final long serialVersionUID = 1L;

        Outdated() {
            super("decided on outdated data", null);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
