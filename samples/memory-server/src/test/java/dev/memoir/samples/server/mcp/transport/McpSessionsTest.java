// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.mcp.connection.McpConnection;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The number of open sessions, and who may use them. */
class McpSessionsTest {

    private static final McpConnection ZOE = connection("zoe", "k1");

    private long now = 1_000;

    private final McpSessions sessions = new McpSessions(4, 2, Duration.ofMinutes(1), () -> Instant.ofEpochMilli(now));

    @Test
    void the_session_that_was_not_used_for_the_longest_time_makes_room_for_another_of_the_same_key() {
        add("a", ZOE);
        now++;
        add("b", ZOE);
        now++;
        assertThat(sessions.find("a", ZOE)).isPresent();
        now++;
        add("c", ZOE);
        assertThat(sessions.find("b", ZOE)).isEmpty();
        assertThat(sessions.find("a", ZOE)).isPresent();
        assertThat(sessions.find("c", ZOE)).isPresent();
        McpConnection other = connection("zoe", "k2");
        add("d", other);
        add("e", other);
        assertThat(sessions.size()).isEqualTo(4);
        now++;
        add("f", connection("zoe", "k3"));
        assertThat(sessions.size()).isEqualTo(4);
    }

    @Test
    void a_session_that_is_not_used_is_closed() {
        add("a", ZOE);
        now += Duration.ofSeconds(59).toMillis();
        assertThat(sessions.find("a", ZOE)).isPresent();
        now += Duration.ofSeconds(61).toMillis();
        assertThat(sessions.find("a", ZOE)).isEmpty();
        add("b", ZOE);
        assertThat(sessions.size()).isEqualTo(1);
    }

    @Test
    void another_key_or_user_does_not_find_a_session() {
        add("a", ZOE);
        assertThat(sessions.find("a", connection("zoe", "k2"))).isEmpty();
        assertThat(sessions.find("a", connection("tom", "k1"))).isEmpty();
        assertThat(sessions.find("b", ZOE)).isEmpty();
    }

    private void add(String id, McpConnection connection) {
        sessions.add(new McpStreamableServerSession(id, null, null, Duration.ZERO, Map.of(), Map.of()), connection);
    }

    private static McpConnection connection(String user, String key) {
        return new McpConnection(
                new Caller(Tenant.DEFAULT, key, null, false, false),
                Scope.user(user),
                () -> {
                    throw new AssertionError("no memory is needed");
                },
                false);
    }
}
