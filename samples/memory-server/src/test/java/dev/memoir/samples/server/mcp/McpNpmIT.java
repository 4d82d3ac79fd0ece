// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.memoir.samples.server.NpmProject;
import dev.memoir.samples.server.NpmProject.Outcome;
import dev.memoir.samples.server.RunningServer;
import dev.memoir.samples.server.ServerClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both transports with the official TypeScript client, which lists and calls every tool. */
class McpNpmIT {

    private static final RunningServer SERVER = RunningServer.shared();

    @Test
    void the_typescript_client_calls_every_tool_over_http() {
        check(SERVER.newTenant(), "http");
    }

    @Test
    void the_typescript_client_calls_every_tool_of_a_process_of_its_own(@TempDir Path directory) {
        check(SERVER.newTenant(), stdio("--user", "zoe", "--dir", directory.toString()));
    }

    @Test
    void the_typescript_client_calls_every_tool_of_a_running_server_through_a_process() {
        ServerClient tenant = SERVER.newTenant();
        check(tenant, stdio("--user", "zoe", "--url", SERVER.url(), "--key", String.valueOf(tenant.key())));
    }

    private static void check(ServerClient client, String... arguments) {
        SERVER.model().extracts("Freya moved to Bergen", "Freya moved to Bergen.");
        Outcome outcome = NpmProject.installed().node(SERVER, client, "mcp-client.mjs", arguments);
        assertThat(outcome.output()).contains("MCP client: done");
        assertThat(outcome.exit()).isZero();
    }

    private static String[] stdio(String... options) {
        List<String> command = new ArrayList<>(List.of("stdio"));
        command.addAll(McpProcess.command(SERVER.model().url(), options));
        return command.toArray(String[]::new);
    }
}
