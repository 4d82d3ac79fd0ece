// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import dev.memoir.samples.server.mcp.connection.McpConnection;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The open sessions over HTTP, each bound to the key and the scope that opened it. Their number is limited: one that
 * was not used for a while is closed, and a new one takes the place of the one that was not used for the longest time.
 * A client whose session is gone opens another. Thread-safe.
 */
public final class McpSessions {

    private final int most;
    private final int mostOfKey;
    private final Duration idle;
    private final InstantSource clock;
    private final Map<String, Open> sessions = new LinkedHashMap<>();

    /**
     * Creates an empty registry.
     *
     * @param most the maximum number of sessions
     * @param mostOfKey the maximum number of sessions of one key
     * @param idle how long a session may be unused
     * @param clock the clock
     */
    public McpSessions(int most, int mostOfKey, Duration idle, InstantSource clock) {
        this.most = most;
        this.mostOfKey = mostOfKey;
        this.idle = idle;
        this.clock = clock;
    }

    /** An open session. */
    static final class Open {

        private final McpStreamableServerSession session;
        private final McpConnection connection;
        private final RunningCalls calls = new RunningCalls();
        private long usedAt;

        private Open(McpStreamableServerSession session, McpConnection connection, long usedAt) {
            this.session = session;
            this.connection = connection;
            this.usedAt = usedAt;
        }

        McpStreamableServerSession session() {
            return session;
        }

        RunningCalls calls() {
            return calls;
        }

        private void close() {
            calls.cancelAll();
            session.close();
        }
    }

    /** Adds a session, and closes others if there are too many. */
    Open add(McpStreamableServerSession session, McpConnection connection) {
        List<Open> closing = new ArrayList<>();
        Open opened = new Open(session, connection, clock.millis());
        synchronized (sessions) {
            closing.addAll(expired());
            evict(mostOfKey, other -> other.connection.caller().equals(connection.caller()))
                    .ifPresent(closing::add);
            evict(most, other -> true).ifPresent(closing::add);
            sessions.put(session.getId(), opened);
        }
        closing.forEach(Open::close);
        return opened;
    }

    /** {@return the session with this id, if this connection opened it} Others do not learn that it exists. */
    Optional<Open> find(String id, McpConnection connection) {
        synchronized (sessions) {
            Open open = sessions.get(id);
            if (open == null || isExpired(open) || !open.connection.sharesSessionsWith(connection)) {
                return Optional.empty();
            }
            open.usedAt = clock.millis();
            return Optional.of(open);
        }
    }

    /** Closes a session. */
    void close(Open open) {
        synchronized (sessions) {
            sessions.remove(open.session.getId());
        }
        open.close();
    }

    /** Closes all sessions. */
    void closeAll() {
        List<Open> closing;
        synchronized (sessions) {
            closing = List.copyOf(sessions.values());
            sessions.clear();
        }
        closing.forEach(Open::close);
    }

    /** {@return the number of open sessions} */
    int size() {
        synchronized (sessions) {
            return sessions.size();
        }
    }

    private List<Open> expired() {
        List<Open> expired = sessions.values().stream().filter(this::isExpired).toList();
        expired.forEach(open -> sessions.remove(open.session.getId()));
        return expired;
    }

    private boolean isExpired(Open open) {
        return open.calls.isEmpty() && clock.millis() - open.usedAt > idle.toMillis();
    }

    /** Removes the session that was not used for the longest time, if there is no room for another one. */
    private Optional<Open> evict(int limit, Predicate<Open> counted) {
        List<Open> all = sessions.values().stream().filter(counted).toList();
        if (all.size() < limit) {
            return Optional.empty();
        }
        Open oldest =
                all.stream().min(Comparator.comparingLong(open -> open.usedAt)).orElseThrow();
        sessions.remove(oldest.session.getId());
        return Optional.of(oldest);
    }
}
