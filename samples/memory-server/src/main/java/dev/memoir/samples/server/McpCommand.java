package dev.memoir.samples.server;

import dev.memoir.InvalidInputException;
import dev.memoir.Scope;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.key.Tenant;
import dev.memoir.samples.server.mcp.McpServers;
import dev.memoir.samples.server.mcp.connection.McpConnection;
import dev.memoir.samples.server.mcp.transport.ProtocolJson;
import dev.memoir.samples.server.mcp.transport.StdioTransport;
import dev.memoir.samples.server.model.ConfiguredModel;
import dev.memoir.samples.server.tenant.TenantMemories;
import dev.memoir.samples.server.tenant.TenantMemoryFactory;
import io.micrometer.observation.ObservationRegistry;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;
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
        description = "Gives one user's memory to an MCP client, over standard input and output.",
        sortOptions = false)
final class McpCommand implements Callable<Integer> {

    /** A client that has closed the input waits a few seconds before it kills the process. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int LONGEST_MESSAGE = 1024 * 1024;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--user", paramLabel = "ID", description = "The user whose memory it is.")
    private @Nullable String user;

    @Option(names = "--agent", paramLabel = "ID", description = "The agent, if each agent remembers on its own.")
    private @Nullable String agent;

    @Mixin
    private final LocationOptions location = new LocationOptions();

    @Option(names = "--read-only", description = "The client may not write.")
    private boolean readOnly;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli shows the help
    private boolean help;

    @Override
    public Integer call() throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // The output belongs to the protocol: whatever a library prints goes elsewhere.
        System.setOut(System.err);
        LoggingSystem.get(getClass().getClassLoader())
                .initialize(
                        new LoggingInitializationContext(new StandardEnvironment()),
                        "classpath:logback-spring.xml",
                        null);
        Scope scope = scope();
        ServerSettings settings = location.settings();
        InstantSource clock = InstantSource.system();
        ConfiguredModel model = ConfiguredModel.from(new StandardEnvironment());
        CompletableFuture<MiniLmEmbedder> embedder = CompletableFuture.supplyAsync(MiniLmEmbedder::load);
        try (ServerDatabase database = ServerDatabase.open(settings);
                TenantMemories memories = new TenantMemories(
                        new TenantMemoryFactory(
                                settings, database, embedder::join, model, ObservationRegistry.NOOP, clock),
                        new AuditLog(database, clock));
                McpServers servers = new McpServers(new ProtocolJson(), Duration.ofSeconds(60))) {
            Caller caller = new Caller(Tenant.DEFAULT, null, scope, readOnly, false);
            memories.warmUp(Tenant.DEFAULT);
            McpConnection connection =
                    new McpConnection(caller, scope, () -> memories.of(caller), model.model() != null);
            StdioTransport transport = new StdioTransport(connection, out, new ProtocolJson());
            servers.on(transport);
            transport.run(new FileInputStream(FileDescriptor.in), LONGEST_MESSAGE, PATIENCE);
        }
        return ExitCode.OK;
    }

    private Scope scope() {
        try {
            return new Scope(user, agent, null);
        } catch (InvalidInputException e) {
            throw new ParameterException(spec.commandLine(), "Name whose memory it is with --user ID.", e);
        }
    }
}
