// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.DirectoryInUseException;
import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.mcp.transport.RemoteServer;
import dev.memoir.samples.server.mcp.transport.StdioBridge;
import dev.memoir.samples.server.model.ConfiguredModel;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code memoir mcp}: MCP over standard input and output, started by the client. */
@Command(
        name = "mcp",
        description = {
            "Gives one user's memory to an MCP client, over standard input and output.",
            "It opens the memory itself, or speaks to a running server: with --url, or if a server on this machine"
                    + " holds the directory."
        },
        footer = {
            "",
            "Facts are extracted by a model if one is configured: " + ConfiguredModel.ENVIRONMENT + ".",
            "Settings for Claude Desktop, VS Code, Cursor and others: see docs/mcp.md."
        },
        sortOptions = false)
final class McpCommand implements Callable<Integer> {

    private static final String KEY = "MEMOIR_KEY";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--user", paramLabel = "ID", description = "The user whose memory it is.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "ID", description = "The agent, if what it remembers is its own.")
    private @Nullable String agent;

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "The tenant; default by default. With a server the key determines it.")
    private @Nullable String tenant;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A running server instead, such as http://localhost:8080.")
    private @Nullable String url;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:" + KEY + "}",
            description = "The key for the server; " + KEY + ", which other users of the machine do not see.")
    private @Nullable String key;

    @Option(names = "--read-only", description = "The client may not write. With a server the key determines it.")
    private boolean readOnly;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    @Override
    public Integer call() throws IOException {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // The output belongs to the protocol: whatever a library prints goes elsewhere.
        CommandLogging.initialize();
        if (url != null) {
            bridge(url, in, out);
        } else {
            embedded(in, out);
        }
        return ExitCode.OK;
    }

    private void embedded(InputStream in, OutputStream out) throws IOException {
        Scope scope = scope();
        ServerSettings settings = location.settings();
        Caller caller = new Caller(new Tenant(tenant == null ? "default" : tenant), null, scope, readOnly, false);
        try (StdioMemory memory = StdioMemory.open(settings, caller, scope)) {
            err().println("memoir: " + memory.description());
            memory.serve(in, out);
        } catch (DirectoryInUseException e) {
            String server = ServerAddress.of(settings.home())
                    .orElseThrow(() -> new DirectoryInUseException(
                            "The directory " + settings.home() + " is in use by another process, and one process at a"
                                    + " time can hold it. Start the server with it (memoir serve --dir DIR) and let"
                                    + " every client speak to the server: memoir mcp --url http://localhost:8080"
                                    + " --user ID",
                            e));
            err().println("memoir: A server holds the directory; the client speaks to it at " + server + ".");
            bridge(server, in, out);
        }
    }

    private void bridge(String server, InputStream in, OutputStream out) throws IOException {
        Map<String, String> headers = new HashMap<>();
        if (key != null && !key.isBlank()) {
            headers.put("Authorization", "Bearer " + key.strip());
        }
        if (user != null) {
            headers.put("X-Memoir-User", user);
        }
        if (agent != null) {
            headers.put("X-Memoir-Agent", agent);
        }
        new StdioBridge(new RemoteServer(endpoint(server), headers), out)
                .run(in, StdioMemory.LONGEST_MESSAGE, StdioMemory.PATIENCE);
    }

    private URI endpoint(String server) {
        try {
            URI address = URI.create(server.replaceAll("/+$", ""));
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address.getPath().endsWith("/mcp") ? address : URI.create(address + "/mcp");
            }
        } catch (IllegalArgumentException e) {
            // Reported below, like other addresses that are none.
        }
        throw new ParameterException(
                spec.commandLine(), "--url must be the address of a server, such as http://localhost:8080.");
    }

    private Scope scope() {
        if (user == null && agent == null) {
            throw new ParameterException(spec.commandLine(), "Name whose memory it is: --user ID");
        }
        try {
            return new Scope(user, agent, null);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
