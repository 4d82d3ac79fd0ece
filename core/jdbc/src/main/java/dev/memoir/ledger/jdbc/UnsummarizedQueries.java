// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.Memory;
import dev.memoir.StoredTurn;
import dev.memoir.ledger.Conversation;
import dev.memoir.ledger.SummaryProgress;
import dev.memoir.ledger.UnsummarizedTurns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Queries the unsummarised part of a conversation. */
final class UnsummarizedQueries {

    private UnsummarizedQueries() {}

    static Optional<UnsummarizedTurns> read(Handle handle, String conversationId, int limit) {
        return handle.createQuery("SELECT * FROM <p>conversation AS conversation WHERE id = :id")
                .bind("id", conversationId)
                .map((row, context) -> PendingTurns.conversation(row))
                .findOne()
                .map(conversation -> read(handle, conversation, limit));
    }

    private static UnsummarizedTurns read(Handle handle, Conversation conversation, int limit) {
        SummaryProgress progress = SummaryTable.progress(handle, conversation.id());
        return new UnsummarizedTurns(
                conversation,
                progress,
                progress.memoryId() == null ? null : current(handle, conversation, progress.memoryId()),
                turns(handle, conversation, progress.through(), limit),
                waiting(handle, conversation, Math.max(progress.through(), progress.parkedThrough())),
                latest(handle, conversation));
    }

    /** The latest summary or, if it was reverted, the one that it had superseded. */
    private static @Nullable Memory current(Handle handle, Conversation conversation, String memoryId) {
        String next = memoryId;
        while (next != null) {
            Memory memory = MemoryTable.find(handle, conversation.scope(), next).orElse(null);
            if (memory == null || (memory.current() && memory.suppressedAt() == null)) {
                return memory;
            }
            next = memory.retractedAt() == null ? null : memory.supersedes();
        }
        return null;
    }

    private static List<StoredTurn> turns(Handle handle, Conversation conversation, long through, int limit) {
        return handle.createQuery(TurnTable.SELECT + "turn.conversation_id = :conversation AND turn.sequence > :through"
                        + " AND turn.suppressed_at IS NULL ORDER BY turn.sequence LIMIT :limit")
                .bind("conversation", conversation.id())
                .bind("through", through)
                .bind("limit", limit)
                .map((row, context) -> TurnTable.turn(row))
                .list();
    }

    private static int waiting(Handle handle, Conversation conversation, long through) {
        return handle.createQuery("SELECT COUNT(*) FROM <p>turn AS turn WHERE turn.conversation_id = :conversation"
                        + " AND turn.suppressed_at IS NULL AND turn.sequence > :through")
                .bind("conversation", conversation.id())
                .bind("through", through)
                .mapTo(Integer.class)
                .one();
    }

    private static @Nullable Instant latest(Handle handle, Conversation conversation) {
        return handle.createQuery("SELECT recorded_at FROM <p>turn AS turn WHERE turn.conversation_id = :conversation"
                        + " ORDER BY turn.sequence DESC LIMIT 1")
                .bind("conversation", conversation.id())
                .map((row, context) -> ColumnValues.instant(row, "recorded_at"))
                .findOne()
                .orElse(null);
    }

    /** {@return whether none of the turns was forgotten or suppressed} */
    static boolean allPresent(Handle handle, Collection<String> turnIds) {
        List<Integer> counts = new ArrayList<>();
        IdChunks.each(
                turnIds,
                ids -> counts.add(handle.createQuery("SELECT COUNT(*) FROM <p>turn AS turn"
                                + " WHERE suppressed_at IS NULL AND id IN (<ids>)")
                        .bindList("ids", ids)
                        .mapTo(Integer.class)
                        .one()));
        return counts.stream().mapToInt(Integer::intValue).sum() == turnIds.size();
    }
}
