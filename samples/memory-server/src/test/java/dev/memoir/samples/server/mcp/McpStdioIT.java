// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.mcp.transport.StreamableHttpTransport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code memoir mcp} as a process: what it answers, and what survives. */
class McpStdioIT {

    @TempDir
    private Path directory;

    private McpProcess start() {
        return McpProcess.start(null, "--user", "zoe", "--dir", directory.toString());
    }

    private static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "}}";
    }

    @Test
    void lines_that_are_no_messages_are_answered_and_the_session_goes_on() {
        try (McpProcess process = start()) {
            process.send(call(1, "get_memories", "{}"));
            assertThat(process.receive().path("error").path("message").asString())
                    .contains("initialize");
            process.opened();
            process.send("nonsense");
            assertThat(process.receive().path("error").path("code").asInt()).isEqualTo(-32700);
            process.send("[]");
            assertThat(process.receive().path("error").path("code").asInt()).isEqualTo(-32600);
            process.send("x".repeat(2 << 20));
            assertThat(process.receive().path("error").path("message").asString())
                    .contains("larger");
            process.send("");
            process.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\"}");
            assertThat(process.receive().path("error").path("code").asInt()).isEqualTo(-32602);
            process.send(call(3, "get_memories", "{}"));
            assertThat(process.receive().path("result").path("isError").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void calls_that_run_when_the_input_ends_are_answered() {
        try (McpProcess process = start().opened()) {
            process.send(call(1, "add_memory", "{\"text\":\"I moved to Porto.\"}"));
            List<String> rest = process.end();
            assertThat(rest).hasSize(1);
            assertThat(rest.get(0)).contains("I moved to Porto.");
            assertThat(process.exit()).isZero();
        }
    }

    @Test
    void what_was_stored_survives_a_process_that_is_killed() {
        try (McpProcess process = start().opened()) {
            process.send(call(1, "add_memory", "{\"text\":\"I moved to Porto.\"}"));
            process.receive();
            process.send(call(2, "add_memory", "{\"text\":\"I have a cat.\"}"));
            process.kill();
        }
        try (McpProcess again = start().opened()) {
            again.send(call(1, "get_memories", "{}"));
            JsonNode results =
                    again.receive().path("result").path("structuredContent").path("results");
            assertThat(results.size()).isIn(1, 2);
            assertThat(results.toString()).contains("I moved to Porto.");
            again.send(call(2, "search_memories", "{\"query\":\"Where do I live?\"}"));
            assertThat(again.receive().toString()).contains("Porto");
        }
    }

    @Test
    void a_directory_that_another_process_holds_is_left_to_it() {
        try (McpProcess first = start().opened();
                McpProcess second = start()) {
            assertThat(second.end()).isEmpty();
            assertThat(second.exit()).isNotZero();
            first.send(call(1, "get_memories", "{}"));
            assertThat(first.receive().has("result")).isTrue();
        }
    }

    @Test
    void a_process_that_speaks_to_a_server_opens_another_session_when_its_own_is_lost() {
        RunningServer server = RunningServer.shared();
        ServerClient key = server.newTenant();
        try (McpProcess bridge = McpProcess.start(
                        null, "--user", "zoe", "--url", server.url(), "--key", String.valueOf(key.key()))
                .opened()) {
            bridge.send(call(1, "add_memory", "{\"text\":\"I moved to Porto.\"}"));
            assertThat(bridge.receive().toString()).contains("turn_ids");
            // As a restart of the server would do.
            server.bean(StreamableHttpTransport.class).closeGracefully().block();
            bridge.send(call(2, "search_memories", "{\"query\":\"Where do I live?\"}"));
            assertThat(bridge.receive().toString()).contains("Porto");
            bridge.send("nonsense");
            assertThat(bridge.receive().path("error").path("code").asInt()).isEqualTo(-32700);
            assertThat(bridge.end()).isEmpty();
            assertThat(bridge.exit()).isZero();
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_an_error_that_says_so() {
        try (McpProcess bridge = McpProcess.start(null, "--user", "zoe", "--url", "http://127.0.0.1:1")) {
            bridge.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}");
            JsonNode answer = bridge.receive();
            assertThat(answer.path("id").asInt()).isEqualTo(7);
            assertThat(answer.path("error").path("message").asString()).contains("memoir serve");
        }
    }
}
