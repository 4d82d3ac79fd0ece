// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.ParkedSummary;
import dev.memoir.Scope;
import dev.memoir.StoredTurn;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.LearnedBatch;
import dev.memoir.ledger.RejectedProposal;
import dev.memoir.ledger.SummaryLedger;
import dev.memoir.ledger.UnsummarizedTurns;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of summaries in a relational database. Thread-safe. */
final class JdbcSummaryLedger implements SummaryLedger {

    private final LedgerDatabase database;

    JdbcSummaryLedger(LedgerDatabase database) {
        this.database = database;
    }

    @Override
    public List<Conversation> unsummarized(int turns, int limit) {
        return database.read(handle -> SummaryTable.unsummarized(handle, turns, limit));
    }

    @Override
    public Optional<UnsummarizedTurns> unsummarized(String conversationId, int limit) {
        return database.read(handle -> UnsummarizedQueries.read(handle, conversationId, limit));
    }

    @Override
    public Optional<Conversation> end(Scope scope, String name) {
        return database.write(scope, handle -> SummaryTable.end(handle, scope, name));
    }

    @Override
    public boolean summarize(UnsummarizedTurns episode, @Nullable String memoryId, LearnedBatch learned) {
        return database.writeIfCurrent(
                learned.scope(),
                handle -> SummaryTable.advance(handle, episode, memoryId)
                        && UnsummarizedQueries.allPresent(
                                handle,
                                episode.turns().stream().map(StoredTurn::id).toList())
                        && LearningSteps.write(handle, learned, database.ids()));
    }

    @Override
    public void summaryFailed(Conversation conversation, List<RejectedProposal> rejected, long tokens, Instant at) {
        database.write(conversation.scope(), handle -> {
            SpendingTable.add(handle, conversation.scope(), at, tokens);
            LearningSteps.reject(handle, rejected, conversation.scope());
            return SummaryTable.failed(handle, conversation.id());
        });
    }

    @Override
    public void parkSummary(Conversation conversation, String because, Instant at) {
        database.write(conversation.scope(), handle -> SummaryTable.park(handle, conversation.id(), because, at));
    }

    @Override
    public List<ParkedSummary> parkedSummaries(Scope scope, int limit) {
        return database.read(handle -> SummaryTable.parked(handle, scope, limit));
    }

    @Override
    public List<Conversation> replaySummaries(Scope scope) {
        return database.write(scope, handle -> SummaryTable.replay(handle, scope));
    }

    @Override
    public boolean writeDerived(LearnedBatch learned, Collection<String> turnIds) {
        return database.writeIfCurrent(
                learned.scope(),
                handle -> UnsummarizedQueries.allPresent(handle, turnIds)
                        && LearningSteps.write(handle, learned, database.ids())
                        && PendingTurns.skip(handle, turnIds, learned)
                        && SummaryTable.skip(handle, turnIds));
    }
}
