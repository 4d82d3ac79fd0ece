// SPDX-License-Identifier: Apache-2.0
package dev.memoir.samples.server;

import dev.memoir.Scope;
import dev.memoir.embed.Embedder;
import dev.memoir.embed.minilm.MiniLmEmbedder;
import dev.memoir.samples.server.audit.AuditLog;
import dev.memoir.samples.server.database.ServerDatabase;
import dev.memoir.samples.server.history.CallHistory;
import dev.memoir.samples.server.history.CallHistoryRepository;
import dev.memoir.samples.server.key.Caller;
import dev.memoir.samples.server.mcp.McpServers;
import dev.memoir.samples.server.mcp.McpSettings;
import dev.memoir.samples.server.mcp.connection.McpConnection;
import dev.memoir.samples.server.mcp.transport.ProtocolJson;
import dev.memoir.samples.server.mcp.transport.StdioTransport;
import dev.memoir.samples.server.model.ConfiguredModel;
import dev.memoir.samples.server.tenant.TenantMemories;
import dev.memoir.samples.server.tenant.TenantMemoryFactory;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.springframework.core.env.StandardEnvironment;

/** The memory of one tenant, opened without a server for one MCP client. */
final class StdioMemory implements AutoCloseable {

    /** A client that has closed the input waits a few seconds before it kills the process. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As of a request to the server. */
    static final int LONGEST_MESSAGE = 1024 * 1024;

    private final ServerDatabase database;
    private final CallHistory calls;
    private final TenantMemories memories;
    private final CompletableFuture<MiniLmEmbedder> embedder;
    private final ConfiguredModel model;
    private final McpConnection connection;

    private StdioMemory(ServerSettings settings, Caller caller, Scope scope) {
        InstantSource clock = InstantSource.system();
        // Loaded while everything else is opened.
        embedder = CompletableFuture.supplyAsync(MiniLmEmbedder::load);
        model = ConfiguredModel.from(new StandardEnvironment());
        database = ServerDatabase.open(settings);
        calls = new CallHistory(new CallHistoryRepository(database), clock);
        calls.start();
        memories = new TenantMemories(
                new TenantMemoryFactory(settings, database, embedder::join, model, ObservationRegistry.NOOP, clock),
                new AuditLog(database, clock),
                calls);
        connection = new McpConnection(caller, scope, () -> memories.of(caller), model.model() != null);
    }

    /**
     * Opens the memory of a caller's tenant.
     *
     * @param settings where it is
     * @param caller the caller
     * @param scope the scope of everything that the client reads and writes
     * @return the open memory
     * @throws dev.memoir.DirectoryInUseException if another process holds the directory
     */
    static StdioMemory open(ServerSettings settings, Caller caller, Scope scope) {
        StdioMemory memory = new StdioMemory(settings, caller, scope);
        try {
            memory.memories.warmUp(caller.tenant());
            // A client may end the process by a signal, without closing the input.
            Runtime.getRuntime().addShutdownHook(new Thread(memory::close, "memoir-close"));
            return memory;
        } catch (RuntimeException e) {
            memory.close();
            throw e;
        }
    }

    /** {@return which model reads what is added, for the user} */
    String description() {
        return model.description();
    }

    /** Serves the client until the input ends. */
    void serve(InputStream in, OutputStream out) throws IOException {
        try (McpServers servers = new McpServers(new ProtocolJson(), McpSettings.DEFAULT_EXTRACTION_WAIT)) {
            StdioTransport transport = new StdioTransport(connection, out, new ProtocolJson());
            servers.on(transport);
            transport.run(in, LONGEST_MESSAGE, PATIENCE);
        }
    }

    /** Waits for running extraction, and closes the memory. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // an embedder that was not loaded has nothing to close
    public synchronized void close() {
        memories.close();
        calls.close();
        database.close();
        embedder.thenAccept(Embedder::close);
    }
}
