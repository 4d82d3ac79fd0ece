// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import static dev.memoir.samples.server.mcp.McpClients.call;
import static dev.memoir.samples.server.mcp.McpClients.connect;
import static dev.memoir.samples.server.mcp.McpClients.result;
import static dev.memoir.samples.server.mcp.McpClients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.Scope;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import dev.memoir.samples.server.key.Tenant;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The memory over streamable HTTP, with the client of the official SDK. */
class McpHttpTest {

    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void what_one_user_added_is_found_by_that_user_of_that_tenant_only() {
        ServerClient tenant = SERVER.newTenant();
        try (McpSyncClient zoe = connect(SERVER, tenant, "zoe");
                McpSyncClient tom = connect(SERVER, tenant, "tom");
                McpSyncClient other = connect(SERVER, SERVER.newTenant(), "zoe")) {
            SERVER.model().extracts("Ana moved to Lisbon", "Ana moved to Lisbon.");
            assertThat(result(zoe, "add_memory", Map.of("text", "My sister Ana moved to Lisbon."))
                            .toString())
                    .contains("\"extracted\"")
                    .contains("Ana moved to Lisbon.");
            Map<String, Object> question = Map.of("query", "Where does Ana live?");
            assertThat(result(zoe, "search_memories", question).toString()).contains("Lisbon");
            assertThat(result(tom, "search_memories", question).toString()).doesNotContain("Lisbon");
            assertThat(result(other, "search_memories", question).toString()).doesNotContain("Lisbon");
            String id = result(zoe, "get_memories", Map.of())
                    .path("results")
                    .path(0)
                    .path("id")
                    .stringValue();
            assertThat(result(zoe, "get_memory", Map.of("memory_id", id)).toString())
                    .contains("Ana moved to Lisbon");
            assertThat(call(tom, "get_memory", Map.of("memory_id", id)).isError())
                    .isTrue();
            assertThat(call(other, "get_memory", Map.of("memory_id", id)).isError())
                    .isTrue();
        }
    }

    @Test
    void an_argument_may_repeat_the_scope_of_the_connection_but_not_choose_another() {
        ServerClient bound = SERVER.client(new Tenant("mcp-bound"), Scope.user("zoe"), false, false);
        try (McpSyncClient zoe = connect(SERVER, bound, null)) {
            assertThat(call(zoe, "search_memories", Map.of("query", "tea", "user_id", "zoe"))
                            .isError())
                    .isNotEqualTo(true);
            CallToolResult refused = call(zoe, "search_memories", Map.of("query", "tea", "user_id", "tom"));
            assertThat(refused.isError()).isTrue();
            assertThat(text(refused)).isEqualTo("This connection is bound to another user. Leave out user_id.");
            assertThat(zoe.listTools().tools().stream()
                            .map(Tool::inputSchema)
                            .toList()
                            .toString())
                    .doesNotContain("user_id");
        }
    }

    @Test
    void a_key_that_may_only_read_lists_the_tools_that_read() {
        ServerClient reader = SERVER.client(new Tenant("mcp-readers"), Scope.user("zoe"), true, false);
        try (McpSyncClient client = connect(SERVER, reader, null)) {
            assertThat(client.listTools().tools())
                    .extracting(Tool::name)
                    .contains("search_memories", "get_memories", "get_memory")
                    .doesNotContain("add_memory");
            CallToolResult refused = call(client, "add_memory", Map.of("text", "I like tea."));
            assertThat(refused.isError()).isTrue();
            assertThat(text(refused)).isEqualTo("This key may only read.");
        }
    }
}
