// SPDX-License-Identifier: Apache-2.0
package dev.memoir.ledger.jdbc;

import dev.memoir.InvalidInputException;
import dev.memoir.ledger.PortableRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Assigns positions in their conversations to imported turns: their original positions, or the end where those are
 * taken.
 */
final class TurnPlacement implements AutoCloseable {

    private final Handle handle;
    private final Map<PortableRecord, String> conversations;
    private final Map<String, Set<Long>> taken = new HashMap<>();
    private final Map<String, Long> next = new HashMap<>();

    TurnPlacement(Handle handle, Map<PortableRecord, String> conversations) {
        this.handle = handle;
        this.conversations = conversations;
        Map<String, List<Long>> originals = new HashMap<>();
        conversations.forEach((turn, conversation) ->
                originals.computeIfAbsent(conversation, c -> new ArrayList<>()).add(originalPosition(turn)));
        originals.forEach((conversation, positions) -> {
            taken.put(conversation, taken(conversation, positions));
            next.put(
                    conversation,
                    handle.createQuery("SELECT next_sequence FROM <p>conversation AS conversation WHERE id = :id")
                            .bind("id", conversation)
                            .mapTo(Long.class)
                            .one());
        });
    }

    private static long originalPosition(PortableRecord turn) {
        if (turn.fields().get("sequence") instanceof Number position && position.longValue() >= 0) {
            return position.longValue();
        }
        throw new InvalidInputException("The sequence of the turn " + turn.text("id") + " is not a position.");
    }

    private Set<Long> taken(String conversation, List<Long> positions) {
        Set<Long> found = new HashSet<>();
        for (int from = 0; from < positions.size(); from += 400) {
            found.addAll(handle.createQuery("SELECT sequence FROM <p>turn AS turn"
                            + " WHERE conversation_id = :id AND sequence IN (<places>)")
                    .bind("id", conversation)
                    .bindList("places", positions.subList(from, Math.min(positions.size(), from + 400)))
                    .mapTo(Long.class)
                    .list());
        }
        return found;
    }

    long of(PortableRecord turn) {
        String conversation = Objects.requireNonNull(conversations.get(turn));
        Set<Long> occupied = Objects.requireNonNull(taken.get(conversation));
        long position = originalPosition(turn);
        if (!occupied.add(position)) {
            position = Objects.requireNonNull(next.get(conversation));
            occupied.add(position);
        }
        next.merge(conversation, position + 1, Math::max);
        return position;
    }

    @Override
    public void close() {
        next.forEach((conversation, sequence) -> handle.createUpdate("UPDATE <p>conversation AS conversation"
                        + " SET next_sequence = :next WHERE id = :id AND next_sequence < :next")
                .bind("next", sequence)
                .bind("id", conversation)
                .execute());
    }
}
