// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.ItemType;
import dev.memoir.Turn;
import dev.memoir.ledger.PortableRecord;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Imports turns into their conversations. */
final class ImportTurns {

    private final ImportTransaction run;

    ImportTurns(ImportTransaction run) {
        this.run = run;
    }

    void take(List<PortableRecord> records) {
        List<PortableRecord> turns = run.importable("turn", records);
        turns.forEach(turn -> Turn.user(String.valueOf(turn.text("text"))));
        Map<PortableRecord, String> conversations = conversations(turns);
        Set<String> requests = run.existingItems.ids("request", ImportTransaction.texts(turns, "requestId"));
        try (TurnPlacement placement = new TurnPlacement(run.handle, conversations);
                PreparedBatch rows = run.handle.prepareBatch(LedgerSql.upsert(
                        run.handle, PortableTable.TURN.insert("conversation_id", "sequence", "request_id")))) {
            for (PortableRecord turn : turns) {
                PortableTable.TURN.bind(rows, turn);
                rows.bind("conversation_id", conversations.get(turn))
                        .bind("sequence", placement.of(turn))
                        .bind("request_id", ImportTransaction.known(turn.text("requestId"), requests))
                        .add();
                run.changed(ItemType.TURN, turn.text("id"));
                run.link(ImportTransaction.scope(turn));
            }
            ImportTransaction.execute(rows);
        }
        run.added("turn", turns.size());
        run.attachments.vectors(turns);
    }

    private Map<PortableRecord, String> conversations(List<PortableRecord> turns) {
        Map<PortableRecord, String> conversations = new LinkedHashMap<>();
        Map<List<Object>, String> known = new HashMap<>();
        for (PortableRecord turn : turns) {
            conversations.put(
                    turn,
                    known.computeIfAbsent(
                            List.of(ImportTransaction.scope(turn), String.valueOf(turn.text("conversation"))),
                            key -> conversation(turn)));
        }
        return conversations;
    }

    /** The conversation of this name in this ledger; if there is none, a new one with its original id. */
    private String conversation(PortableRecord turn) {
        String name = turn.text("conversation");
        if (name == null || name.isBlank()) {
            throw new InvalidInputException("The conversation of the turn " + turn.text("id") + " is missing.");
        }
        String given = turn.text("conversationId");
        boolean free = given != null
                && run.existingItems.ids("conversation", List.of(given)).isEmpty();
        return ConversationTable.allocate(
                        run.handle,
                        ImportTransaction.scope(turn),
                        name,
                        0,
                        free && given != null ? given : run.ids.next())
                .conversationId();
    }
}
