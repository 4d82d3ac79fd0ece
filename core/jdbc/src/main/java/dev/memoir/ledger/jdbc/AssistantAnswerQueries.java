// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.StoredTurn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Queries for an assistant's answers, and for the memories that the answered request retracted. */
final class AssistantAnswerQueries {

    /** The number of turns to examine after a turn: tool calls and their results come before an answer. */
    private static final int FOLLOWING = 20;

    private AssistantAnswerQueries() {}

    static List<StoredTurn> following(Handle handle, Collection<String> turnIds) {
        List<StoredTurn> answers = new ArrayList<>();
        for (String id : turnIds) {
            answers.addAll(handle.createQuery(TurnTable.SELECT + """
                            turn.role = 'ASSISTANT' AND EXISTS (SELECT 1 FROM <p>turn AS asked WHERE asked.id = :id
                                AND asked.conversation_id = turn.conversation_id AND asked.sequence < turn.sequence
                                AND asked.sequence + :following >= turn.sequence
                                AND NOT EXISTS (SELECT 1 FROM <p>turn AS next
                                    WHERE next.conversation_id = asked.conversation_id AND next.role = 'USER'
                                        AND next.sequence > asked.sequence AND next.sequence < turn.sequence))
                                AND turn.conversation_id = (SELECT conversation_id FROM <p>turn AS turn WHERE id = :id)
                            ORDER BY turn.sequence
                            """)
                    .bind("id", id)
                    .bind("following", FOLLOWING)
                    .map((row, context) -> TurnTable.turn(row))
                    .list());
        }
        return answers;
    }

    static Map<String, List<String>> retractedBefore(Handle handle, String answerId) {
        Map<String, List<String>> retracted = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT event.operation, event.old_text FROM <p>event AS event
                        WHERE event.type = 'DELETE' AND event.old_text IS NOT NULL AND event.operation IN (
                            SELECT step.operation FROM <p>event AS step
                                WHERE step.type = 'SUPPRESS' AND step.turn_id = (
                                SELECT asked.id FROM <p>turn AS asked
                                    JOIN <p>turn AS answer ON answer.conversation_id = asked.conversation_id
                                WHERE answer.id = :answer AND asked.sequence < answer.sequence AND asked.role = 'USER'
                                ORDER BY asked.sequence DESC LIMIT 1)
                            AND EXISTS (SELECT 1 FROM <p>turn AS turn
                                WHERE turn.id = step.turn_id AND turn.suppressed_at IS NOT NULL))
                        ORDER BY event.ordinal
                        """)
                .bind("answer", answerId)
                .map((row, context) -> retracted
                        .computeIfAbsent(row.getString("operation"), operation -> new ArrayList<>())
                        .add(row.getString("old_text")))
                .list();
        return retracted;
    }
}
