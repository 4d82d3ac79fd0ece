// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Memory;
import dev.memoir.MemoryEvent;
import dev.memoir.MemorySource;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.LearningLedger;
import dev.memoir.ledger.PastStep;
import dev.memoir.ledger.PendingBatch;
import dev.memoir.ledger.StatementOrder;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The state of extraction in a relational database. Thread-safe. */
final class JdbcLearningLedger implements LearningLedger {

    private final LedgerDatabase database;

    JdbcLearningLedger(LedgerDatabase database) {
        this.database = database;
    }

    @Override
    public List<StoredTurn> answers(Collection<String> turnIds) {
        return database.read(handle -> AssistantAnswerQueries.following(handle, turnIds));
    }

    @Override
    public Map<String, List<String>> retractedBefore(String answerId) {
        return database.read(handle -> AssistantAnswerQueries.retractedBefore(handle, answerId));
    }

    @Override
    public List<Conversation> pendingConversations(int limit) {
        return database.read(handle -> PendingTurns.conversations(handle, limit));
    }

    @Override
    public Optional<Conversation> conversation(Scope scope, String name) {
        return database.read(handle -> PendingTurns.conversation(handle, scope, name));
    }

    @Override
    public Optional<PendingBatch> nextPending(String conversationId, int limit) {
        return database.read(handle -> PendingTurns.next(handle, conversationId, limit));
    }

    @Override
    public List<StoredTurn> turnsBefore(String conversationId, long sequence, int limit) {
        return database.read(handle -> PendingTurns.before(handle, conversationId, sequence, limit));
    }

    @Override
    public List<Memory> chains(Scope scope, Collection<String> ids) {
        return database.read(handle -> LearningSteps.chains(handle, scope, ids));
    }

    @Override
    public Map<String, Set<String>> sourceTurns(Collection<String> memoryIds) {
        return database.read(handle -> SourceTable.turns(handle, memoryIds));
    }

    @Override
    public Map<String, StatementOrder> statementOrders(Collection<String> turnIds) {
        return database.read(handle -> TurnTable.saidTimes(handle, turnIds));
    }

    @Override
    public boolean learn(LearnedBatch batch) {
        return database.writeIfCurrent(batch.scope(), handle -> LearningSteps.write(handle, batch, database.ids()));
    }

    @Override
    public void spend(Scope scope, long tokens, Instant at) {
        database.write(scope, handle -> {
            SpendingTable.add(handle, scope, at, tokens);
            return tokens;
        });
    }

    @Override
    public void failed(Scope scope, Collection<String> turnIds, long tokens, Instant at) {
        database.write(scope, handle -> {
            SpendingTable.add(handle, scope, at, tokens);
            return PendingTurns.failed(handle, turnIds);
        });
    }

    @Override
    public List<Memory> extractedFrom(Scope scope, Collection<String> turnIds) {
        return database.read(handle -> SourceTable.memories(handle, scope, turnIds));
    }

    @Override
    public List<Conversation> conversations(Scope scope) {
        return database.read(handle -> PendingTurns.conversations(handle, scope));
    }

    @Override
    public Optional<PendingBatch> nextForReextraction(String conversationId, String extractor, long after, int limit) {
        return database.read(handle -> PendingTurns.nextDrawn(handle, conversationId, extractor, after, limit));
    }

    @Override
    public long spent(Scope scope, Instant at) {
        return database.read(handle -> SpendingTable.spent(handle, scope, at));
    }

    @Override
    public void park(Collection<String> turnIds, String because, Instant at) {
        database.write(handle -> PendingTurns.park(handle, turnIds, because, at));
    }

    @Override
    public List<ParkedTurn> parked(Scope scope, int limit) {
        return database.read(handle -> PendingTurns.parked(handle, scope, limit));
    }

    @Override
    public List<Conversation> replay(Scope scope) {
        return database.write(scope, handle -> PendingTurns.replay(handle, scope));
    }

    @Override
    public List<MemorySource> sources(Scope scope, String memoryId) {
        return database.read(handle -> SourceTable.of(handle, scope, memoryId));
    }

    @Override
    public List<MemoryEvent> rejections(Scope scope, int limit) {
        return database.read(handle -> StepHistory.rejections(handle, scope, limit));
    }

    @Override
    public List<PastStep> operation(Scope scope, String eventId) {
        return database.read(handle -> StepHistory.operation(handle, scope, eventId));
    }

    @Override
    public List<Memory> asRecorded(Scope scope, Instant at) {
        return database.read(handle -> StepHistory.asRecorded(handle, scope, at));
    }

    @Override
    public Map<String, float[]> vectors(Collection<String> ids, String embedderId) {
        return database.read(handle -> VectorTable.of(handle, ids, embedderId));
    }
}
