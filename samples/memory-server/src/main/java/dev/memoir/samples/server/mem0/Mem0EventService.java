// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mem0;

import dev.memoir.AddResult;
import dev.memoir.Memory;
import dev.memoir.ParkedTurn;
import dev.memoir.Scope;
import dev.memoir.StoreResult;
import dev.memoir.StoredTurn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Events of adds and deletions. How far the extraction is, the memory knows: it is asked when a client asks, and the
 * answer is kept once it cannot change. Thread-safe.
 */
@Component
class Mem0EventService {

    /** More than an operator lets accumulate for one user. */
    private static final int PARKED_READ = 1_000;

    private final Mem0EventRepository events;
    private final InstantSource clock;

    Mem0EventService(Mem0EventRepository events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** {@return the event of turns that facts are extracted from later} */
    Mem0Event pending(Mem0Session session, Scope scope, AddResult added) {
        return save(
                session,
                Mem0Event.Type.ADD,
                Mem0Event.Status.PENDING,
                scope,
                added.turns().stream().map(StoredTurn::id).toList(),
                List.of());
    }

    /** {@return the event of memories stored verbatim} */
    Mem0Event stored(Mem0Session session, Scope scope, StoreResult added) {
        return save(
                session,
                Mem0Event.Type.ADD,
                Mem0Event.Status.SUCCEEDED,
                scope,
                List.of(),
                added.memories().stream().map(Memory::id).toList());
    }

    /** {@return the event of a deletion that is done} */
    Mem0Event deleted(Mem0Session session, @Nullable Scope scope) {
        return save(session, Mem0Event.Type.DELETE, Mem0Event.Status.SUCCEEDED, scope, List.of(), List.of());
    }

    /** {@return the event of profiles, which are always up to date} */
    Mem0Event profiles(Mem0Session session, Mem0Event.Type type, @Nullable Scope scope, List<String> users) {
        return save(session, type, Mem0Event.Status.SUCCEEDED, scope, users, List.of());
    }

    private Mem0Event save(
            Mem0Session session,
            Mem0Event.Type type,
            Mem0Event.Status status,
            @Nullable Scope scope,
            List<String> turns,
            List<String> memories) {
        Instant now = clock.instant();
        Mem0Event event = new Mem0Event(
                UUID.randomUUID().toString(),
                session.caller().tenant(),
                type,
                status,
                scope,
                turns,
                memories,
                now,
                status.isFinal() ? now : null);
        events.add(event);
        return event;
    }

    /** {@return an event as it is now, unless there is none or the caller may not read it} */
    Optional<Mem0Event> find(Mem0Session session, String id) {
        Scope fixed = session.caller().fixedScope();
        return events.find(session.caller().tenant(), id)
                .filter(event -> fixed == null || (event.scope() != null && fixed.covers(event.scope())))
                .map(event -> current(session, event));
    }

    List<Mem0Event> latest(Mem0Session session, Mem0Page page) {
        return events
                .latest(session.caller().tenant(), session.caller().fixedScope(), page.size(), (int)
                        Math.min(Integer.MAX_VALUE, (page.number() - 1L) * page.size()))
                .stream()
                .map(event -> current(session, event))
                .toList();
    }

    long count(Mem0Session session) {
        return events.count(session.caller().tenant(), session.caller().fixedScope());
    }

    private Mem0Event current(Mem0Session session, Mem0Event event) {
        Scope scope = event.scope();
        if (event.status().isFinal() || scope == null) {
            return event;
        }
        List<StoredTurn> turns = event.turns().stream()
                .map(id -> session.memory().getTurn(scope, id))
                .flatMap(Optional::stream)
                .toList();
        long pending = turns.stream().filter(turn -> turn.extractedAt() == null).count();
        if (pending == 0) {
            Instant last = turns.stream()
                    .map(StoredTurn::extractedAt)
                    .filter(Objects::nonNull)
                    .max(Instant::compareTo)
                    .orElse(clock.instant());
            return finished(event.with(Mem0Event.Status.SUCCEEDED, last));
        }
        Optional<Instant> parked = parked(session, scope, turns);
        if (parked.isPresent()) {
            return event.with(Mem0Event.Status.FAILED, parked.get());
        }
        return event.with(pending < turns.size() ? Mem0Event.Status.RUNNING : Mem0Event.Status.PENDING, null);
    }

    private Mem0Event finished(Mem0Event event) {
        events.update(event);
        return event;
    }

    /** A parked turn can be replayed, so that this failure is not kept. */
    private static Optional<Instant> parked(Mem0Session session, Scope scope, List<StoredTurn> turns) {
        Set<String> ids = turns.stream().map(StoredTurn::id).collect(Collectors.toSet());
        return session.memory().learning().parkedTurns(scope, PARKED_READ).stream()
                .filter(parked -> ids.contains(parked.turn().id()))
                .map(ParkedTurn::parkedAt)
                .findFirst();
    }

    /** {@return the event as clients see it; its results are the memories as they are now} */
    Map<String, Object> body(Mem0Session session, Mem0Event event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", event.id());
        body.put("event_type", event.type().name());
        body.put("status", event.status().name());
        body.put("payload", payload(event));
        body.put("metadata", Map.of());
        body.put("results", results(session, event));
        body.put("created_at", event.createdAt().toString());
        body.put(
                "updated_at",
                Objects.requireNonNullElse(event.finishedAt(), event.createdAt())
                        .toString());
        body.put(
                "started_at",
                event.status() == Mem0Event.Status.PENDING
                        ? null
                        : event.createdAt().toString());
        body.put(
                "completed_at",
                event.finishedAt() == null ? null : event.finishedAt().toString());
        body.put(
                "latency",
                event.finishedAt() == null
                        ? null
                        : Duration.between(event.createdAt(), event.finishedAt())
                                .toMillis());
        return body;
    }

    private static Map<String, Object> payload(Mem0Event event) {
        Map<String, Object> payload = new LinkedHashMap<>();
        Scope scope = event.scope();
        if (scope != null) {
            payload.put("user_id", scope.userId());
            payload.put("agent_id", scope.agentId());
            payload.put("run_id", scope.runId());
        }
        return payload;
    }

    private static List<Map<String, Object>> results(Mem0Session session, Mem0Event event) {
        Scope scope = event.scope();
        if (scope == null || event.type() != Mem0Event.Type.ADD) {
            return List.of();
        }
        if (!event.turns().isEmpty()) {
            return session.memory().learning().extractedFrom(scope, event.turns()).stream()
                    .map(MemoryBody::added)
                    .toList();
        }
        return event.memories().stream()
                .map(id -> session.memory().get(scope, id))
                .flatMap(Optional::stream)
                .filter(memory -> memory.retractedAt() == null)
                .map(MemoryBody::added)
                .toList();
    }
}
