// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.memoir.Scope;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.ServerClient.Answer;
import dev.memoir.samples.server.key.Tenant;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may send over HTTP, and what it may not. */
class McpProtocolTest {

    private static final RunningServer SERVER = RunningServer.shared();
    private static final String INTERNALS =
            "(?s).*(Exception|dev\\.memoir|modelcontextprotocol|jackson|\\bat [a-z]+\\.).*";

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":"i","method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";
    private static final String SEARCH = """
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"search_memories",\
            "arguments":{"query":"Where does Ana live?","limit":3}}}""";

    /** A session of a client. */
    private record Session(ServerClient client, String user, String id) {

        static Session open(ServerClient client, String user) {
            Answer opened = client.send("POST", "/mcp", INITIALIZE, "X-Memoir-User", user);
            assertThat(opened.status()).isEqualTo(200);
            Session session = new Session(client, user, String.valueOf(opened.header("Mcp-Session-Id")));
            assertThat(session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                            .status())
                    .isEqualTo(202);
            return session;
        }

        Answer post(String message) {
            return send("POST", message);
        }

        Answer send(String method, String message) {
            return client.send(method, "/mcp", message, "X-Memoir-User", user, "Mcp-Session-Id", id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "7",
                "\"ping\"",
                "{}",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} {}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\\ud800\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"\\udfff\",\"method\":\"ping\"}",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]"
            })
    void what_is_no_message_is_refused_with_an_error_of_the_protocol(String body) {
        Answer answer = Session.open(SERVER.newTenant(), "zoe").post(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(answer.json().path("error").path("code").asInt()).isIn(-32700, -32600);
        assertThat(answer.text()).doesNotMatch(INTERNALS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"undo\",\"arguments\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"no_such_tool\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/get\",\"params\":{\"name\":\"no_such_prompt\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"file:///etc/passwd\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such/method\"}"
            })
    void what_cannot_be_done_is_an_error_without_internals(String message) {
        Answer answer = Session.open(SERVER.newTenant(), "zoe").post(message);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("id").asInt()).isEqualTo(1);
        assertThat(answer.json().path("error").path("message").asString()).isNotEmpty();
        assertThat(answer.text()).doesNotMatch(INTERNALS);
    }

    @Test
    void no_mutated_message_is_answered_with_a_failure_of_the_server() {
        Session session = Session.open(SERVER.newTenant(), "zoe");
        Random random = new Random(17);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = SEARCH.getBytes(StandardCharsets.UTF_8);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
            }
            String message = new String(bytes, StandardCharsets.UTF_8);
            Answer answer = session.post(message);
            assertThat(answer.status()).as(message).isLessThan(500);
            assertThat(answer.text()).as(message).doesNotMatch(INTERNALS);
        }
    }

    @Test
    void a_session_belongs_to_the_key_and_the_user_that_opened_it() {
        ServerClient tenant = SERVER.newTenant();
        Session zoe = Session.open(tenant, "zoe");
        assertThat(zoe.post(SEARCH).status()).isEqualTo(200);
        Session tom = new Session(tenant, "tom", zoe.id());
        Session thief = new Session(SERVER.newTenant(), "zoe", zoe.id());
        for (Session other : List.of(tom, thief)) {
            Answer answer = other.post(SEARCH);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("error").path("message").asString())
                    .isEqualTo("There is no such session. Send 'initialize' to open one.");
            assertThat(other.send("DELETE", null).status()).isEqualTo(404);
        }
        Session anonymous = new Session(SERVER.anonymous(), "zoe", zoe.id());
        assertThat(anonymous.post(SEARCH).status()).isEqualTo(401);
        assertThat(anonymous.post(SEARCH).json().path("jsonrpc").asString()).isEqualTo("2.0");
        assertThat(zoe.post(SEARCH).status()).isEqualTo(200);
        assertThat(zoe.send("DELETE", null).status()).isEqualTo(204);
        assertThat(zoe.post(SEARCH).status()).isEqualTo(404);
    }

    @Test
    void a_key_that_is_bound_to_a_user_opens_no_session_for_another() {
        ServerClient bound = SERVER.client(new Tenant("mcp-bound-sessions"), Scope.user("zoe"), false, false);
        assertThat(bound.send("POST", "/mcp", INITIALIZE).status()).isEqualTo(200);
        assertThat(bound.send("POST", "/mcp", INITIALIZE, "X-Memoir-User", "tom")
                        .status())
                .isEqualTo(403);
        Answer nobody = SERVER.newTenant().send("POST", "/mcp", INITIALIZE);
        assertThat(nobody.status()).isEqualTo(400);
        assertThat(nobody.json().path("error").path("message").asString()).contains("X-Memoir-User");
    }

    @Test
    void requests_that_are_no_messages_are_refused() {
        Session session = Session.open(SERVER.newTenant(), "zoe");
        assertThat(session.send("GET", null).status()).isEqualTo(405);
        assertThat(session.send("PUT", SEARCH).status()).isEqualTo(405);
        assertThat(session.client()
                        .send("POST", "/mcp", SEARCH, "X-Memoir-User", "zoe")
                        .status())
                .isEqualTo(400);
        assertThat(header(session, "Content-Type", "text/plain").status()).isEqualTo(415);
        assertThat(header(session, "Accept", "text/html").status()).isEqualTo(406);
        assertThat(header(session, "MCP-Protocol-Version", "1999-01-01").status())
                .isEqualTo(400);
        assertThat(header(session, "Origin", "http://evil.example").status()).isEqualTo(403);
        assertThat(session.post("{\"jsonrpc\":\"" + "2".repeat(2 << 20) + "\"}").status())
                .isEqualTo(413);
    }

    private static Answer header(Session session, String name, String value) {
        return session.client()
                .send("POST", "/mcp", SEARCH, "X-Memoir-User", "zoe", "Mcp-Session-Id", session.id(), name, value);
    }

    @Test
    void a_cancelled_call_ends_while_facts_are_being_extracted_and_what_was_said_stays() throws Exception {
        Session session = Session.open(SERVER.newTenant(), "zoe");
        SERVER.model().hold();
        try {
            CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> session.post("""
                    {"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"add_memory",\
                    "arguments":{"text":"I will go by kayak on the Elbe."}}}"""));
            await().atMost(Duration.ofSeconds(60)).until(() -> SERVER.model().waiting() > 0);
            assertThat(session.post(SEARCH.replace("\"id\":3", "\"id\":9")).text())
                    .contains("being carried out");
            assertThat(session.post("""
                    {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}}""").status()).isEqualTo(202);
            Answer ended = call.get(30, TimeUnit.SECONDS);
            assertThat(ended.status()).isEqualTo(202);
            assertThat(ended.text()).isEmpty();
            assertThat(session.post(SEARCH.replace("Where does Ana live?", "kayak"))
                            .text())
                    .contains("kayak on the Elbe");
        } finally {
            SERVER.model().release();
        }
    }
}
